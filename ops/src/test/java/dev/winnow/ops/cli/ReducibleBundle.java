package dev.winnow.ops.cli;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.bundle.BundleContents;
import dev.winnow.model.bundle.BundleManifest;
import dev.winnow.model.bundle.BundleWriter;
import dev.winnow.model.reduction.FreshReduction;
import dev.winnow.model.reduction.LayerReduction;
import dev.winnow.model.reduction.Reduction;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

/**
 * The tiny bundle with token reduction that nobody trained: predictors with random weights, large enough for scores that
 * differ.
 */
final class ReducibleBundle {
    private ReducibleBundle() {}

    static Path write(Path folder, long seed) {
        Bundle tiny = Bundle.open(TinyBundle.folder());
        BundleManifest manifest = tiny.manifest();
        Reduction fresh = FreshReduction.of(tiny.checkpoint().config(), new Random(seed));
        fresh.layers().stream().map(LayerReduction::outWeight).forEach(weight -> {
            for (int i = 0; i < weight.data().length; i++) {
                weight.data()[i] *= 20;
            }
        });
        BundleContents contents = new BundleContents(
                "reducible-" + seed,
                "1",
                manifest.labels(),
                manifest.maxTokens(),
                tiny.head(),
                manifest.encoder().sha256(),
                Optional.empty(),
                manifest.training(),
                tiny.modelCard());
        BundleWriter.write(folder, contents.withReduction(fresh));
        return folder;
    }
}
