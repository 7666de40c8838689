package dev.winnow.ops.top;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrendTest {

    @Test
    void shouldShowTheNewestAtTheRightAndBlanksBefore() {
        // Given
        Trend trend = Trend.EMPTY;
        for (int second = 0; second < 60; second++) {
            trend = trend.and(second < 30 ? 0 : 7);
        }

        // When
        String spark = Spark.of(trend, 0, 7, 10);

        // Then: 30 s a block
        assertThat(spark).isEqualTo("        ▁█");
    }

    @Test
    void shouldForgetTheOldest() {
        // Given
        Trend trend = Trend.EMPTY.and(1_000);

        // When
        for (int second = 0; second < Trend.SECONDS; second++) {
            trend = trend.and(1);
        }

        // Then
        assertThat(trend.most()).isEqualTo(1);
        assertThat(trend.means(3)).containsExactly(1, 1, 1);
    }

    @Test
    void shouldLeaveAGapWhereNothingIsKnown() {
        // Given
        Trend trend = Trend.EMPTY.and(5);
        for (int second = 1; second < Trend.SECONDS; second++) {
            trend = trend.and(second < 200 ? Double.NaN : 5);
        }

        // When / Then
        assertThat(Spark.of(trend, 0, 5, 3)).isEqualTo("█ █");
        assertThat(Spark.of(Trend.EMPTY, 0, Double.NaN, 3)).isEqualTo("   ");
    }
}
