package dev.winnow.topology.overload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatienceTest {
    private static final Patience PATIENCE = new Patience(Duration.ofMillis(800), "priority");

    @ParameterizedTest
    @CsvSource({"0, 800", "1, 1600", "3, 6400", "-1, 400", "-3, 100", "-100, 0", "' 2 ', 3200"})
    void shouldDoubleWithEachPriority(String priority, long lastMillis) {
        // Given
        Headers headers = headers(priority);

        // Then
        assertThat(PATIENCE.isOver(lastMillis, headers)).isFalse();
        assertThat(PATIENCE.isOver(lastMillis + 1, headers)).isTrue();
    }

    @Test
    void shouldWaitForDaysAtTheHighestPriority() {
        assertThat(PATIENCE.isOver(Duration.ofDays(9).toMillis(), headers("2000000000")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "high", "1.5", "99999999999999999999", "２x"})
    void shouldTakeAnythingElseForNone(String priority) {
        assertThat(PATIENCE.priority(headers(priority))).isZero();
    }

    @Test
    void shouldTakeTheLastOfSeveralAndNoneForNull() {
        // Given
        Headers several = headers("1").add("priority", "4".getBytes(UTF_8)).add("other", "9".getBytes(UTF_8));
        Headers ofNull = new RecordHeaders().add("priority", null);

        // Then
        assertThat(PATIENCE.priority(several)).isEqualTo(4);
        assertThat(PATIENCE.priority(ofNull)).isZero();
        assertThat(PATIENCE.priority(new RecordHeaders())).isZero();
    }

    private static Headers headers(String priority) {
        return new RecordHeaders().add("priority", priority.getBytes(UTF_8));
    }
}
