package dev.winnow.model.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.reduction.DeltaOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OffsetSamplingTest {

    @Test
    void shouldKeepAllTokensInItsShareOfTheBatchesAndDrawEvenlyForTheOthers() {
        // Given
        OffsetSampling sampling = new OffsetSampling(0.25, -0.2, 0.6);

        // When
        List<DeltaOffset> drawn = LongStream.rangeClosed(1, 10_000)
                .mapToObj(step -> sampling.at(7, step))
                .toList();

        // Then
        List<Double> reduced = drawn.stream()
                .filter(offset -> !offset.isFull())
                .map(DeltaOffset::value)
                .toList();
        assertThat(1 - reduced.size() / 10_000.0).isCloseTo(0.25, within(0.02));
        assertThat(reduced).allMatch(offset -> offset >= -0.2 && offset <= 0.6);
        assertThat(reduced.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
                .isCloseTo(0.2, within(0.02));
        assertThat(reduced.stream().filter(offset -> offset < 0).count() / (double) reduced.size())
                .isCloseTo(0.25, within(0.02));
    }

    @Test
    void shouldDependOnSeedAndStepAlone() {
        // Given
        OffsetSampling sampling = new OffsetSampling(0, 0, 1);

        // Then
        assertThat(sampling.at(1, 5)).isEqualTo(sampling.at(1, 5));
        assertThat(sampling.at(1, 5)).isNotEqualTo(sampling.at(2, 5));
        assertThat(sampling.at(1, 5)).isNotEqualTo(sampling.at(1, 6));
    }

    @Test
    void shouldRefuseARangeThatHoldsTheFullEncoder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OffsetSampling(0.1, -1, 0.5))
                .withMessageContaining("above -1 and up to 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new OffsetSampling(0.1, 0.5, 0.4));
        assertThatIllegalArgumentException().isThrownBy(() -> new OffsetSampling(1.1, 0, 0.4));
    }
}
