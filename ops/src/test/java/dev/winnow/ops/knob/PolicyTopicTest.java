package dev.winnow.ops.knob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.winnow.topology.config.WinnowConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against a broker that says nothing; {@code KnobTest} has one that does. */
class PolicyTopicTest {

    @Test
    void shouldNotWaitForABrokerThatHangs() throws IOException {
        // Given: accepts connections by its backlog and never says a word
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            WinnowConfig config = WinnowConfig.defaults().toBuilder()
                    .kafka(Map.of("bootstrap.servers", "127.0.0.1:" + silent.getLocalPort()))
                    .build();
            // Kafka's classes are loaded the first time, which says nothing of the patience.
            var unused = catchThrowable(() -> PolicyTopic.open(config, Duration.ofMillis(1)));
            Instant start = Instant.now();

            // When
            Throwable givenUp = catchThrowable(() -> PolicyTopic.open(config, Duration.ofMillis(300)));

            // Then
            assertThat(givenUp)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no Kafka broker answers");
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(8));
        }
    }
}
