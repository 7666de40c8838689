package dev.winnow.topology.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.topology.config.ApplicationConfig;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.preflight.StartupException;
import dev.winnow.topology.preflight.TopicLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamsSettingsTest {

    private static final TopicLimits LIMITS = new TopicLimits(Map.of("documents", 3_000_000, "labels", 5_000), 32);

    private static StreamsConfig settings(Guarantee guarantee, String... kafka) {
        Map<String, String> passedThrough = new HashMap<>(Map.of("bootstrap.servers", "localhost:9092"));
        for (int i = 0; i < kafka.length; i += 2) {
            passedThrough.put(kafka[i], kafka[i + 1]);
        }
        WinnowConfig defaults = WinnowConfig.defaults();
        WinnowConfig config = defaults.toBuilder()
                .application(new ApplicationConfig("app", guarantee, 2, Duration.ofMillis(300), Duration.ofSeconds(5)))
                .kafka(passedThrough)
                .build();
        return StreamsSettings.of(config, LIMITS, Path.of("state"), "client");
    }

    @Test
    void shouldBeExactlyOnceWithPromptPunctuators() {
        // When
        StreamsConfig settings = settings(Guarantee.EXACTLY_ONCE);

        // Then
        assertThat(settings.getString("processing.guarantee")).isEqualTo("exactly_once_v2");
        assertThat(settings.getLong("commit.interval.ms")).isEqualTo(300);
        assertThat(settings.getLong("poll.ms")).isEqualTo(5);
        assertThat(settings.getInt("num.stream.threads")).isEqualTo(2);
        assertThat(settings.getProducerConfigs("c")).containsEntry("max.request.size", 3_000_000);
    }

    @Test
    void shouldLeaveTheSessionToTheBrokerUnderNewerGroupProtocols() {
        assertThat(consumer(settings(Guarantee.EXACTLY_ONCE))).containsEntry("session.timeout.ms", 10_000);
        assertThat(consumer(settings(Guarantee.EXACTLY_ONCE, "group.protocol", "streams")))
                .doesNotContainKey("session.timeout.ms");
    }

    private static Map<String, Object> consumer(StreamsConfig settings) {
        return settings.getMainConsumerConfigs("group", "client", 0);
    }

    @Test
    void shouldBeAtLeastOnceByConfiguration() {
        // When
        StreamsConfig settings = settings(Guarantee.AT_LEAST_ONCE);

        // Then
        assertThat(settings.getString("processing.guarantee")).isEqualTo("at_least_once");
    }

    @Test
    void shouldFetchLittleAtATimeAndPauseAPartitionOfWhichRecordsWait() {
        // When
        StreamsConfig settings = settings(Guarantee.EXACTLY_ONCE);

        // Then
        assertThat(settings.getInt("buffered.records.per.partition")).isEqualTo(1);
        assertThat(consumer(settings)).containsEntry("max.partition.fetch.bytes", (2 << 20) / 32);
    }

    @Test
    void shouldLetTheOperatorWin() {
        // When
        StreamsConfig settings = settings(
                Guarantee.EXACTLY_ONCE,
                "commit.interval.ms",
                "50",
                "state.dir",
                "elsewhere",
                "session.timeout.ms",
                "20000");

        // Then
        assertThat(settings.getLong("commit.interval.ms")).isEqualTo(50);
        assertThat(settings.getString("state.dir")).isEqualTo("elsewhere");
        assertThat(consumer(settings)).containsEntry("session.timeout.ms", "20000");
    }

    @Test
    void shouldWaitForTheRegistryNoLongerThanATransactionAllows() {
        assertThat(StreamsSettings.patience(settings(Guarantee.EXACTLY_ONCE))).isEqualTo(Duration.ofSeconds(5));
        assertThat(StreamsSettings.patience(
                        settings(Guarantee.EXACTLY_ONCE, "producer.transaction.timeout.ms", "3000")))
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(StreamsSettings.patience(settings(Guarantee.AT_LEAST_ONCE, "max.poll.interval.ms", "6000")))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void shouldNotSendMoreThanTheProducerMay() {
        // Given
        StreamsConfig settings = settings(Guarantee.EXACTLY_ONCE, "producer.max.request.size", "100000");

        // When
        TopicLimits limits = LIMITS.cappedAt(StreamsSettings.largestRequest(settings));

        // Then
        assertThat(limits.of("documents")).isEqualTo(100_000);
        assertThat(limits.of("labels")).isEqualTo(5_000);
    }

    @ParameterizedTest
    @CsvSource({
        "application.id, other, set application.id of Winnow",
        "processing.guarantee, at_least_once, set application.guarantee",
        "main.consumer.enable.auto.commit, true, offsets are committed with the results",
        "processing.exception.handler, LogAndContinue, would commit documents without a result",
        "production.exception.handler, AlwaysContinue, would commit documents without a result",
        "producer.acks, 1, under exactly-once",
        "consumer.isolation.level, read_uncommitted, under exactly-once",
        "enable.idempotence, false, under exactly-once",
    })
    void shouldRefuseWhatWouldBreakTheGuarantee(String key, String value, String why) {
        assertThatThrownBy(() -> settings(Guarantee.EXACTLY_ONCE, key, value))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("kafka." + key)
                .hasMessageContaining(why);
    }

    @Test
    void shouldAllowFewerAcknowledgementsUnderAtLeastOnce() {
        assertThatCode(() -> settings(Guarantee.AT_LEAST_ONCE, "producer.acks", "1"))
                .doesNotThrowAnyException();
    }
}
