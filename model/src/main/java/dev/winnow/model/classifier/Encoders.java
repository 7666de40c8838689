package dev.winnow.model.classifier;

import ai.djl.engine.EngineException;
import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.bundle.BundleException;
import dev.winnow.model.bundle.BundleManifest;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.encoder.ActivationRanges;
import dev.winnow.model.encoder.BatchEncoder;
import dev.winnow.model.encoder.Gpu;
import dev.winnow.model.encoder.PackedEncoder;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.encoder.Processor;
import dev.winnow.model.engine.Engine;
import dev.winnow.model.engine.PrecisionChoice;
import dev.winnow.model.engine.UnavailableEngineException;
import dev.winnow.model.onnx.OnnxEncoder;
import dev.winnow.model.onnx.OnnxExport;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bundle's encoder in the engine that is to compute it. */
public final class Encoders {
    private static final Logger LOG = LoggerFactory.getLogger(Encoders.class);

    private Encoders() {}

    /**
     * Loads the encoder with the bundle's head and reduction.
     *
     * @param checkpoint the bundle's
     * @throws BundleException where {@link Precision#INT8} is asked for and the bundle has no activation ranges
     * @throws dev.winnow.model.checkpoint.CheckpointException where the engine refuses it
     * @throws dev.winnow.model.engine.UnavailableEngineException where the engine cannot run here
     */
    public static BatchEncoder load(Bundle bundle, Checkpoint checkpoint, Engine engine) {
        if (engine instanceof Engine.PyTorch pyTorch) {
            return packed(bundle, checkpoint, pyTorch);
        }
        return OnnxEncoder.load(
                export(bundle, checkpoint), engine, bundle.manifest().maxTokens());
    }

    private static PackedEncoder packed(Bundle bundle, Checkpoint checkpoint, Engine.PyTorch engine) {
        Optional<Gpu> gpu = engine.gpu();
        Precision precision = engine.precision()
                .precision(bundle, gpu.map(Gpu::precisions).orElseGet(() -> Processor.here()
                        .precisions()));
        if (engine.precision() == PrecisionChoice.AUTO) {
            LOG.atInfo()
                    .addKeyValue("bundle", bundle.manifest().name())
                    .addKeyValue("precision", precision.label())
                    .log("the fastest precision that costs next to no accuracy was chosen");
        }
        if (gpu.isPresent()) {
            return onGpu(bundle, checkpoint, precision, gpu.get());
        }
        return precision == Precision.INT8
                ? PackedEncoder.loadInt8(checkpoint, bundle.head(), bundle.reduction(), ranges(bundle))
                : PackedEncoder.load(checkpoint, bundle.head(), bundle.reduction(), precision);
    }

    private static PackedEncoder onGpu(Bundle bundle, Checkpoint checkpoint, Precision precision, Gpu gpu) {
        LOG.atInfo()
                .addKeyValue("bundle", bundle.manifest().name())
                .addKeyValue("precision", precision.label())
                .addKeyValue("capability", gpu.capability())
                .log("the encoder computes on the GPU");
        try {
            return PackedEncoder.loadOnGpu(checkpoint, bundle.head(), bundle.reduction(), precision, gpu);
        } catch (EngineException e) {
            throw new UnavailableEngineException(
                    "device 'cuda': the GPU (compute capability %d) refuses the encoder in %s: %s"
                            .formatted(gpu.capability(), precision.label(), e.getMessage()),
                    e);
        }
    }

    private static ActivationRanges ranges(Bundle bundle) {
        return bundle.precisions()
                .orElseThrow(() -> new BundleException(
                        "bundle '%s' cannot run in int8: the ranges of its activations were not measured; do it with 'winnow calibrate --bundle FOLDER --data DIR --precisions'"
                                .formatted(bundle.manifest().name())))
                .ranges();
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
