package dev.winnow.ops.engine;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.engine.DeviceChoice;
import dev.winnow.model.engine.Engine;
import dev.winnow.model.engine.PrecisionChoice;
import dev.winnow.topology.config.BatchConfig;
import dev.winnow.topology.config.EngineConfig;
import dev.winnow.topology.config.EngineName;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What computes a model outside of a stream, for the commands that let one choose. */
public final class EngineChoice {

    @Option(
            names = "--engine",
            defaultValue = "pytorch",
            paramLabel = "pytorch|onnx|tensorrt",
            description =
                    "What computes the model (default: ${DEFAULT-VALUE}). tensorrt needs an NVIDIA GPU and a build for it.")
    private EngineName name;

    @Option(
            names = "--device",
            defaultValue = "auto",
            paramLabel = "auto|cpu|cuda",
            description =
                    "Where libtorch computes it (default: ${DEFAULT-VALUE}, the GPU where there is one). cuda needs an"
                            + " NVIDIA GPU and a build for it.")
    private DeviceChoice device;

    @Option(
            names = "--tensorrt-cache",
            defaultValue = "",
            paramLabel = "DIR",
            description = "Where TensorRT keeps the engines it builds (default: ~/.cache/winnow/tensorrt).")
    private String cache;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** The name in tables and JSON. */
    public String label() {
        return name.name().toLowerCase(Locale.ROOT);
    }

    /** Where libtorch computes. */
    public DeviceChoice device() {
        return device;
    }

    /** Opens the bundle and loads it. */
    public Classifier load(String bundle, Precision precision) {
        return BundleClassifier.load(Bundle.open(bundle), engine(precision));
    }

    /**
     * The engine.
     *
     * @throws ParameterException where it does not compute in that precision
     */
    public Engine engine(Precision precision) {
        try {
            return new EngineConfig(name, device, 1, PrecisionChoice.of(precision), cache)
                    .engine(BatchConfig.defaults());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--engine: " + e.getMessage(), e);
        }
    }
}
