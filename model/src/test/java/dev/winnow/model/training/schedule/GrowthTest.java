package dev.winnow.model.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GrowthTest {

    @Test
    void shouldReachTheAuthorsSlopesAtTheEpochsOfFive() {
        // Given
        Growth growth = new Growth(10, 1e6, 0, 1);

        // Then: 10 · 10^epoch
        for (int epoch = 0; epoch <= 5; epoch++) {
            assertThat(growth.slope(epoch / 5.0) / Math.pow(10, epoch + 1)).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void shouldLetTheWeightOfTheLengthsGrowInAStraightLine() {
        // Given
        Growth growth = new Growth(10, 10, 0.8, 0.5);

        // Then
        assertThat(growth.lengthWeight(0)).isZero();
        assertThat(growth.lengthWeight(0.25)).isCloseTo(0.4, within(1e-12));
        assertThat(growth.lengthWeight(0.5)).isEqualTo(0.8);
        assertThat(growth.lengthWeight(0.9)).isEqualTo(0.8);
    }

    @Test
    void shouldRefuseWhatDoesNotGrow() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Growth(10, 1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Growth(0, 1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Growth(1, 1, -0.1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Growth(1, 1, 0.1, 0));
    }
}
