package dev.winnow.topology.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShadowSampleTest {
    private static final List<String> IDS =
            IntStream.range(0, 100_000).mapToObj(n -> "document-" + n).toList();

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.001, 0.01, 0.3, 1})
    void shouldChooseItsShare(double share) {
        // Given
        ShadowSample sample = new ShadowSample(share);

        // When
        long chosen = IDS.stream().filter(sample::chooses).count();

        // Then: five standard deviations of a fair draw
        double deviation = Math.sqrt(share * (1 - share) / IDS.size());
        assertThat((double) chosen / IDS.size()).isCloseTo(share, within(5 * deviation));
    }

    @Test
    void shouldChooseAllOfASmallerShareInALargerOne() {
        // Given
        ShadowSample small = new ShadowSample(0.01);
        ShadowSample large = new ShadowSample(0.02);

        // Then
        assertThat(IDS.stream().filter(small::chooses)).isNotEmpty().allMatch(large::chooses);
    }
}
