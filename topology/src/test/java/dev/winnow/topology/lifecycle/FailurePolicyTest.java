package dev.winnow.topology.lifecycle;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistrySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailurePolicyTest {

    private final List<String> rests = new ArrayList<>();
    private final AtomicInteger stops = new AtomicInteger();
    private final FailurePolicy policy = new FailurePolicy(rests::add, stops::incrementAndGet);

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
        assertThat(rests).containsExactly(away.getMessage());
        assertThat(stops).hasValue(0);
    }

    @Test
    void shouldTryAgainWhenTheBrokerIsSlow() {
        assertThat(policy.handle(new StreamsException(new TimeoutException("no answer"))))
                .isEqualTo(REPLACE_THREAD);
    }

    /** As a commit reports it after a broker came back that had aborted the transaction meanwhile. */
    @ParameterizedTest
    @MethodSource("lostTransactions")
    void shouldTryAgainWhenTheTransactionIsLost(Throwable lost) {
        assertThat(policy.handle(new StreamsException("committing", lost))).isEqualTo(REPLACE_THREAD);
        assertThat(policy.fatal()).isEmpty();
    }

    static Stream<Throwable> lostTransactions() {
        return Stream.of(
                new InvalidTxnStateException("aborted"),
                new InvalidProducerEpochException("old epoch"),
                new ProducerFencedException("old epoch"),
                new InvalidPidMappingException("expired"),
                new OutOfOrderSequenceException("gap"),
                new TransactionAbortableException("abort it"));
    }

    @Test
    void shouldStopForWhatWouldFailAgain() {
        assertThat(policy.handle(new TopicAuthorizationException("no"))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(policy.handle(new MissingSourceTopicException("gone"))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(policy.handle(new SerializationException("odd"))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(policy.fatal()).containsInstanceOf(TopicAuthorizationException.class);
        assertThat(rests).isEmpty();
        assertThat(stops).hasValue(3);
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
