package dev.winnow.ops.bench.start;

import dev.winnow.model.encoder.Precision;
import java.util.List;

/**
 * An instance to be started.
 *
 * @param bundles each with an input topic of its own
 */
public record InstanceForm(List<String> bundles, Precision precision, int workers) {
    public InstanceForm {
        bundles = List.copyOf(bundles);
        if (bundles.isEmpty() || workers < 1) {
            throw new IllegalArgumentException("an instance has a bundle and a worker at least");
        }
    }
}
