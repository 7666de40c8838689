package dev.winnow.ops.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class AgeHistogramProperties {

    @Property(tries = 300)
    void shouldBeOnePercentTooHighAtMost(
            @ForAll @Size(min = 1, max = 400) List<@DoubleRange(min = -5, max = 5) Double> magnitudes,
            @ForAll @DoubleRange(min = 0.01, max = 1) double share) {
        AgeHistogram histogram = new AgeHistogram();

        List<Double> ages =
                magnitudes.stream().map(magnitude -> Math.pow(10, magnitude)).toList();
        ages.forEach(histogram::add);

        double[] sorted =
                ages.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double exact = sorted[(int) Math.ceil(share * sorted.length) - 1];
        assertThat(histogram.quantile(share)).isBetween(exact * (1 - 1e-9), exact * 1.01 * (1 + 1e-9));
        double mean = Arrays.stream(sorted).average().orElseThrow();
        assertThat(histogram.mean()).isCloseTo(mean, within(mean * 1e-9));
    }
}
