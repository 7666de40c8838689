package dev.winnow.model.reduction;

import java.util.List;

/**
 * The learnt part of adaptive token reduction (AdapLeR, Modarressi et al., ACL 2022): what stands before each layer of an
 * encoder, the first included.
 *
 * @param layers one per encoder layer
 */
public record Reduction(List<LayerReduction> layers) {
    public Reduction {
        layers = List.copyOf(layers);
    }
}
