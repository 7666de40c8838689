package dev.winnow.ops.bench;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.engine.Engine;
import dev.winnow.model.engine.PrecisionChoice;
import dev.winnow.topology.config.PipelineConfig;
import picocli.CommandLine.Option;

/** The bundle that a stream of a benchmark runs, as the options that such benchmarks share. */
final class StreamedBundle {
    @Option(
            names = "--bundle",
            paramLabel = "BUNDLE",
            description = "Bundle (default: ${DEFAULT-VALUE}).",
            defaultValue = "moderation")
    private String name;

    @Option(
            names = "--precision",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "FP32")
    private PrecisionChoice precision;

    String name() {
        return name;
    }

    PrecisionChoice precision() {
        return precision;
    }

    /** Opens the bundle and loads it on the processor. */
    Classifier load() {
        return BundleClassifier.load(Bundle.open(name), new Engine.PyTorch(precision));
    }

    /** A pipeline of it; each run puts topics of its own in the place of these. */
    PipelineConfig pipeline() {
        return new PipelineConfig(name, "documents", "classifications");
    }
}
