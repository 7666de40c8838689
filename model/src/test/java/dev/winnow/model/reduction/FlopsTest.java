package dev.winnow.model.reduction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.checkpoint.FloatTensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlopsTest {
    /** Two layers, H = 2, I = 3; a predictor of width 5. */
    private static final EncoderConfig CONFIG = new EncoderConfig(2, 2, 1, 3, 10, 20, 1e-12);

    @Test
    void shouldCountTheFullEncoder() {
        // Given: a token of a layer: query, key, value and output 4 · 2·2 multiply-adds, feed-forward 2·3 + 3·2, so 28
        // of them, 56 operations; a pair of tokens: 2 multiply-adds for its dot product and 2 to sum up, 8 operations
        Flops flops = new Flops(CONFIG, Optional.empty());

        // When
        double counted = flops.full(3);

        // Then
        assertThat(counted).isEqualTo(2 * (3 * 56 + 9 * 8));
    }

    @Test
    void shouldCountTheTokensOfEachLayerAndThePredictors() {
        // Given: 10 tokens, of which 5 enter the first layer and 3 the second. Before the second, 5 tokens with one
        // layer
        // ahead are fewer than 6, so that nothing is scored there. A predictor: 2·5 + 5 multiply-adds a token.
        Flops flops = new Flops(CONFIG, Optional.of(reduction()));
        int[] reached = {2, 2, 2, 1, 1, 0, 0, 0, 0, 0};

        // When
        double counted = flops.reduced(reached);

        // Then
        double predictor = 10 * 30;
        double first = 5 * 56 + 25 * 8;
        double second = 3 * 56 + 9 * 8;
        assertThat(counted).isEqualTo(predictor + first + second);
    }

    @Test
    void shouldCountThePredictorsOfTokensThatAllStay() {
        // Given: 16 tokens are scored before both layers
        Flops flops = new Flops(CONFIG, Optional.of(reduction()));
        int[] reached = new int[16];
        Arrays.fill(reached, 2);

        // When
        double counted = flops.reduced(reached);

        // Then
        assertThat(counted).isEqualTo(flops.full(16) + 2 * 16 * 30);
    }

    private static Reduction reduction() {
        LayerReduction layer = new LayerReduction(zeros(5, 2), zeros(5), zeros(1, 5), 0.5f, 1f);
        return new Reduction(List.of(layer, layer));
    }

    private static FloatTensor zeros(long... shape) {
        int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        return new FloatTensor(shape, new float[size]);
    }
}
