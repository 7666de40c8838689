package dev.winnow.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ActivationHistogramProperties {
    @Property(tries = 20)
    void shouldEstimateTheErrorThatRoundingMakes(@ForAll @IntRange(max = 1000) int seed) {
        // Given: normal values, one in a hundred ten times as large
        Random random = new Random(seed);
        float[] values = new float[20_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * (i % 100 == 0 ? 10 : 1);
        }
        ActivationHistogram histogram = histogram(values);
        ActivationRange range = new ActivationRange(-8, 6 + random.nextInt(4));

        // When
        double estimate = histogram.error(range);

        // Then
        double exact = squaredError(values, range);
        assertThat(estimate).isCloseTo(exact, within(exact * 0.05));
    }

    @Test
    void shouldCutAFewOutliersOff() {
        // Given: one value in 10,000 is 12 times as large as the largest of the others
        float[] values = new float[20_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 10_000 == 0 ? 12 : (float) Math.sin(i);
        }

        // When
        ActivationRange range = histogram(values).range();

        // Then: kept, they would cost more steps of the others than they are worth
        assertThat(squaredError(values, range)).isLessThan(squaredError(values, new ActivationRange(-1, 12)));
        assertThat(range.high()).isBetween(8f, 12f);
        assertThat(range.low()).isBetween(-1.01f, -0.95f);
    }

    @Test
    void shouldHaveAStepForZeroWhereAllValuesArePositive() {
        // When
        ActivationRange range = new ActivationHistogram(3, 4, new float[] {5, 5}).range();

        // Then
        assertThat(range.low()).isZero();
        assertThat(range.zeroPoint()).isZero();
        assertThat(range.scale()).isCloseTo(4 / 255.0, within(1e-3));
    }

    private static double squaredError(float[] values, ActivationRange range) {
        double sum = 0;
        for (float value : values) {
            long step = Math.round(value / range.scale()) + range.zeroPoint();
            double back = (Math.max(0, Math.min(255, step)) - range.zeroPoint()) * range.scale();
            sum += (value - back) * (value - back);
        }
        return sum;
    }

    private static ActivationHistogram histogram(float[] values) {
        float low = 0;
        float high = 0;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        float[] counts = new float[2048];
        for (float value : values) {
            counts[Math.min(2047, (int) ((value - low) / (high - low) * 2048))]++;
        }
        return new ActivationHistogram(low, high, counts);
    }
}
