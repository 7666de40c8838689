package dev.winnow.model.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class IsotonicProperties {

    @Example
    void shouldPoolWhatFallsAsByHand() {
        assertThat(Isotonic.rising(new double[] {1, 3, 2, 4, 3.5, 0.5}))
                .containsExactly(new double[] {1, 2.5, 2.5, 8.0 / 3, 8.0 / 3, 8.0 / 3}, within(1e-12));
        assertThat(Isotonic.falling(new double[] {0.9, 0.8, 0.85, 0.7}))
                .containsExactly(new double[] {0.9, 0.825, 0.825, 0.7}, within(1e-12));
        assertThat(Isotonic.rising(new double[0])).isEmpty();
    }

    /** Independent of pooling: the min-max formula of Barlow et al., fit(i) = max over a ≤ i of min over b ≥ i of mean(a..b). */
    @Property(tries = 500)
    void shouldAgreeWithTheMinMaxFormula(
            @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = -5, max = 5) Double> measured) {
        // Given
        double[] values = measured.stream().mapToDouble(Double::doubleValue).toArray();

        // When
        double[] fitted = Isotonic.rising(values);

        // Then
        for (int i = 0; i < values.length; i++) {
            assertThat(fitted[i]).isCloseTo(maxMin(values, i), within(1e-9));
        }
        assertThat(Isotonic.rising(fitted)).containsExactly(fitted, within(1e-12));
    }

    private static double maxMin(double[] values, int i) {
        return IntStream.rangeClosed(0, i)
                .mapToDouble(a -> IntStream.range(i, values.length)
                        .mapToDouble(
                                b -> Arrays.stream(values, a, b + 1).average().orElseThrow())
                        .min()
                        .orElseThrow())
                .max()
                .orElseThrow();
    }
}
