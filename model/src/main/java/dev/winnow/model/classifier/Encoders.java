package dev.winnow.model.classifier;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.bundle.BundleManifest;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.encoder.BatchEncoder;
import dev.winnow.model.encoder.PackedEncoder;
import dev.winnow.model.engine.Engine;
import dev.winnow.model.onnx.OnnxEncoder;
import dev.winnow.model.onnx.OnnxExport;
import java.util.Map;

/** A bundle's encoder in the engine that is to compute it. */
public final class Encoders {
    private Encoders() {}

    /**
     * Loads the encoder with the bundle's head and reduction.
     *
     * @param checkpoint the bundle's
     * @throws dev.winnow.model.checkpoint.CheckpointException where the engine refuses it
     * @throws dev.winnow.model.engine.UnavailableEngineException where the engine cannot run here
     */
    public static BatchEncoder load(Bundle bundle, Checkpoint checkpoint, Engine engine) {
        if (engine instanceof Engine.PyTorch pyTorch) {
            return PackedEncoder.load(checkpoint, bundle.head(), bundle.reduction(), pyTorch.precision());
        }
        return OnnxEncoder.load(
                export(bundle, checkpoint), engine, bundle.manifest().maxTokens());
    }

    /** The bundle's model, to be written as ONNX. */
    public static OnnxExport export(Bundle bundle, Checkpoint checkpoint) {
        BundleManifest manifest = bundle.manifest();
        return new OnnxExport(
                checkpoint,
                bundle.head(),
                bundle.reduction(),
                Map.of(
                        "bundle", manifest.name(),
                        "version", manifest.version(),
                        "labels", String.join("\n", manifest.labels())));
    }
}
