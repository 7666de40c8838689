package dev.winnow.model.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LbfgsTest {

    @Test
    void shouldFindTheMinimumOfAnIllConditionedQuadratic() {
        // Given: f(x) = Σ i²/2 (x_i − i)², whose curvatures differ by a factor of 400
        float[] x = new float[20];

        // When
        Lbfgs.minimize(LbfgsTest::quadratic, x, (iteration, at) -> iteration < 200);

        // Then
        for (int i = 0; i < x.length; i++) {
            assertThat(x[i]).isEqualTo(i + 1f, within(1e-2f));
        }
    }

    @Test
    void shouldNeverStepUpwards() {
        // Given
        List<Double> values = new ArrayList<>();
        float[] ignored = new float[20];

        // When
        Lbfgs.minimize(LbfgsTest::quadratic, new float[20], (iteration, at) -> {
            values.add(quadratic(at, ignored));
            return iteration < 50;
        });

        // Then
        assertThat(values).hasSizeGreaterThan(3);
        for (int i = 1; i < values.size(); i++) {
            assertThat(values.get(i)).isLessThan(values.get(i - 1));
        }
    }

    @Test
    void shouldStopWhenTheListenerHasEnough() {
        // Given
        List<Integer> iterations = new ArrayList<>();

        // When
        Lbfgs.minimize(LbfgsTest::quadratic, new float[20], (iteration, at) -> {
            iterations.add(iteration);
            return iteration < 3;
        });

        // Then
        assertThat(iterations).containsExactly(1, 2, 3);
    }

    @Test
    void shouldStayAtAMinimum() {
        // Given
        float[] x = {0};

        // When
        Lbfgs.minimize(
                (at, gradient) -> {
                    gradient[0] = 2 * at[0];
                    return at[0] * at[0];
                },
                x,
                (iteration, at) -> true);

        // Then
        assertThat(x[0]).isZero();
    }

    private static double quadratic(float[] x, float[] gradient) {
        double value = 0;
        for (int i = 0; i < x.length; i++) {
            double curvature = (i + 1.0) * (i + 1.0);
            double distance = x[i] - (i + 1.0);
            gradient[i] = (float) (curvature * distance);
            value += curvature / 2 * distance * distance;
        }
        return value;
    }
}
