package dev.winnow.model.encoder;

import java.util.ArrayList;
import java.util.List;

/**
 * One range for each linear layer of an encoder, measured beforehand: with ranges of the batch at hand a document's result
 * would depend on its batch-mates.
 *
 * @param layers one per encoder layer
 */
public record ActivationRanges(List<Layer> layers) {
    private static final int LINEARS = 4;

    public ActivationRanges {
        layers = List.copyOf(layers);
    }

    /**
     * What comes into the linears of one encoder layer, in the order in which they are computed.
     *
     * @param qkv hidden states on their way to queries, keys and values
     * @param attended results of attention
     * @param ffnIn hidden states on their way to the feed-forward network
     * @param ffnOut its inner values, after GELU
     */
    public record Layer(ActivationRange qkv, ActivationRange attended, ActivationRange ffnIn, ActivationRange ffnOut) {
        /** The four in their order. */
        public List<ActivationRange> linears() {
            return List.of(qkv, attended, ffnIn, ffnOut);
        }
    }

    /** The ranges of all linears, layer by layer. */
    static ActivationRanges of(List<ActivationRange> linears) {
        List<Layer> layers = new ArrayList<>();
        for (int n = 0; n < linears.size(); n += LINEARS) {
            layers.add(new Layer(linears.get(n), linears.get(n + 1), linears.get(n + 2), linears.get(n + 3)));
        }
        return new ActivationRanges(layers);
    }

    /** All ranges, layer by layer. */
    List<ActivationRange> linears() {
        return layers.stream().flatMap(layer -> layer.linears().stream()).toList();
    }
}
