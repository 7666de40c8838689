package dev.winnow.topology.lifecycle;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistrySettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailurePolicyTest {

    private final FailurePolicy policy = new FailurePolicy();

    @Test
    void shouldTryAgainWhenTheRegistryIsAway() {
        // Given
        RegistrySettings nobody =
                new RegistrySettings("http://localhost:1", false, Duration.ofSeconds(1), 10, Map.of());
        Throwable away;
        try (AvroSerdes serdes = new AvroSerdes(nobody)) {
            away = catchThrowable(
                    () -> serdes.document().deserializer().deserialize("t", new byte[] {0, 0, 0, 0, 1, 0}));
        }

        // When / Then
        assertThat(policy.handle(new StreamsException("wrapped", away))).isEqualTo(REPLACE_THREAD);
        assertThat(policy.fatal()).isEmpty();
    }

    @Test
    void shouldTryAgainWhenTheBrokerIsSlow() {
        assertThat(policy.handle(new StreamsException(new TimeoutException("no answer"))))
                .isEqualTo(REPLACE_THREAD);
    }

    @Test
    void shouldStopForWhatWouldFailAgain() {
        assertThat(policy.handle(new TopicAuthorizationException("no"))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(policy.handle(new MissingSourceTopicException("gone"))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(policy.handle(new SerializationException("odd"))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(policy.fatal()).containsInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void shouldStopWhenTheEngineIsBroken() {
        // Given
        Throwable broken = new CompletionException(new LinkageError("no native library"));

        // When / Then
        assertThat(policy.handle(new StreamsException("wrapped", broken))).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void shouldLetOneStackTraceThroughPerInterval() {
        // Given
        long start = Long.MAX_VALUE - 5;
        RateLimit limit = new RateLimit(Duration.ofNanos(10), start);

        // When / Then
        assertThat(limit.permits(start)).isTrue();
        assertThat(limit.permits(start + 9)).isFalse();
        assertThat(limit.permits(start + 10)).isTrue();
        assertThat(limit.permits(start + 11)).isFalse();
    }
}
