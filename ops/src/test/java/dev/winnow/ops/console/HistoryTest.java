package dev.winnow.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryTest {
    private final History history = new History();

    private void add(int seconds) {
        for (int second = 0; second < seconds; second++) {
            history.add(Sample.unknown(second * 1_000L).with(Figure.P99, second).with(Figure.SERVED, second));
        }
    }

    @Test
    void shouldKeepAQuarterOfAnHourBySecondsAndSixHoursByTens() {
        // When
        add(8 * 3_600);

        // Then
        History.Stretch fine = history.stretch(false);
        History.Stretch coarse = history.stretch(true);
        assertThat(fine.at()).hasSize(900);
        assertThat(fine.at().get(899)).isEqualTo((8 * 3_600 - 1) * 1_000L);
        assertThat(coarse.at()).hasSize(2_160);
        assertThat(coarse.at().get(1) - coarse.at().get(0)).isEqualTo(10_000);
    }

    @Test
    void shouldKeepPeaksOfWhatMattersAndMeansOfTheRest() {
        // When
        add(10);

        // Then
        History.Stretch coarse = history.stretch(true);
        assertThat(coarse.figures().get("p99")).containsExactly(9.0);
        assertThat(coarse.figures().get("served")).containsExactly(4.5);
        assertThat(coarse.figures().get("offset")).containsExactly((Double) null);
    }
}
