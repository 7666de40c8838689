package dev.winnow.ops.cli;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.bundle.BundleException;

/** The check of commands that make no sense for a bundle that keeps every token. */
final class Reducible {
    private Reducible() {}

    /**
     * Does nothing for a bundle with token reduction.
     *
     * @throws BundleException for any other
     */
    static void require(Bundle bundle) {
        if (bundle.reduction().isEmpty()) {
            throw new BundleException(
                    "bundle '%s' keeps every token at any offset: it was not trained for reduction; make one with 'winnow train'"
                            .formatted(bundle.manifest().name()));
        }
    }
}
