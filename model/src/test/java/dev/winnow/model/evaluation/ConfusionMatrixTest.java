package dev.winnow.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    /** Ten documents: class a 5 (4 found), b 3 (1 found, 2 taken for a), c 2 (both found), and one a taken for c. */
    private final ConfusionMatrix matrix = ConfusionMatrix.of(
            List.of("a", "b", "c"), new int[] {0, 0, 0, 0, 0, 1, 1, 1, 2, 2}, new int[] {0, 0, 0, 0, 2, 1, 0, 0, 2, 2});

    @Test
    void shouldCountPairs() {
        assertThat(matrix.documents()).isEqualTo(10);
        assertThat(matrix.counts()).isDeepEqualTo(new long[][] {{4, 0, 1}, {2, 1, 0}, {0, 0, 2}});
    }

    @Test
    void shouldMeasureAsByHand() {
        assertThat(matrix.accuracy()).isEqualTo(0.7);
        assertThat(matrix.precision(0)).isEqualTo(4.0 / 6);
        assertThat(matrix.recall(0)).isEqualTo(4.0 / 5);
        assertThat(matrix.f1(0)).isEqualTo(8.0 / 11, within(1e-12));
        assertThat(matrix.f1(1)).isEqualTo(2.0 / 4, within(1e-12));
        assertThat(matrix.f1(2)).isEqualTo(4.0 / 5, within(1e-12));
        assertThat(matrix.macroF1()).isEqualTo((8.0 / 11 + 0.5 + 0.8) / 3, within(1e-12));
    }

    @Test
    void shouldGiveZeroWhereNothingWasCounted() {
        // Given
        ConfusionMatrix never = ConfusionMatrix.of(List.of("a", "b"), new int[] {0}, new int[] {0});

        // When, Then
        assertThat(never.f1(1)).isZero();
        assertThat(never.precision(1)).isZero();
        assertThat(never.macroF1()).isEqualTo(0.5);
    }

    @Test
    void shouldRefuseListsOfDifferentLength() {
        assertThatThrownBy(() -> ConfusionMatrix.of(List.of("a", "b"), new int[2], new int[3]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
