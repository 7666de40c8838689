package dev.winnow.model.classifier;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.bundle.BundleException;
import dev.winnow.model.bundle.BundleManifest;
import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.CheckpointException;
import dev.winnow.model.checkpoint.Sha256;
import dev.winnow.model.encoder.BatchEncoder;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.encoder.ReducedBatch;
import dev.winnow.model.engine.Engine;
import dev.winnow.model.engine.PrecisionChoice;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.reduction.Flops;
import dev.winnow.model.tokenizer.DocumentTokenizer;
import dev.winnow.model.tokenizer.TokenizedText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A bundle in memory, ready to classify: tokenizer, encoder and head. */
public final class BundleClassifier implements Classifier {
    private final BundleManifest manifest;
    private final DocumentTokenizer tokenizer;
    private final BatchEncoder encoder;
    private final Flops flops;
    private final Optional<CalibrationCurve> calibration;

    private BundleClassifier(
            BundleManifest manifest,
            DocumentTokenizer tokenizer,
            BatchEncoder encoder,
            Flops flops,
            Optional<CalibrationCurve> calibration) {
        this.manifest = manifest;
        this.tokenizer = tokenizer;
        this.encoder = encoder;
        this.flops = flops;
        this.calibration = calibration;
    }

    /** Loads the bundle for libtorch, as {@link #load(Bundle, Engine)} does. */
    public static BundleClassifier load(Bundle bundle, Precision precision) {
        return load(bundle, new Engine.PyTorch(PrecisionChoice.of(precision)));
    }

    /**
     * Loads the bundle's encoder, its head and, where it has one, its reduction.
     *
     * @throws dev.winnow.model.engine.UnavailableEngineException if the engine cannot run here
     * @throws BundleException if its encoder is missing or damaged, or does not fit the head or the maximum of tokens, or if
     *     {@link Precision#INT8} is asked for and the bundle has no activation ranges
     */
    public static BundleClassifier load(Bundle bundle, Engine engine) {
        BundleManifest manifest = bundle.manifest();
        Checkpoint checkpoint = bundle.checkpoint();
        int positions = checkpoint.config().maxPositions();
        if (manifest.maxTokens() > positions) {
            throw new BundleException("bundle '%s' wants to read %d tokens of a text, but its encoder has %d positions"
                    .formatted(manifest.name(), manifest.maxTokens(), positions));
        }
        BatchEncoder encoder = null;
        try {
            encoder = Encoders.load(bundle, checkpoint, engine);
            return new BundleClassifier(
                    manifest,
                    new DocumentTokenizer(checkpoint.tokenizerJson(), manifest.maxTokens()),
                    encoder,
                    new Flops(checkpoint.config(), bundle.reduction()),
                    bundle.calibration());
        } catch (CheckpointException | IllegalArgumentException e) {
            if (encoder != null) {
                encoder.close();
            }
            throw new BundleException("bundle '" + manifest.name() + "' cannot be loaded: " + e.getMessage(), e);
        }
    }

    /** What the encoder computes in: what was asked for, or {@link Precision#FP32} where that is not available. */
    public Precision precision() {
        return encoder.precision();
    }

    /** Counts what documents of this model cost. */
    public Flops flops() {
        return flops;
    }

    @Override
    public String model() {
        return manifest.name();
    }

    @Override
    public String version() {
        return manifest.version();
    }

    @Override
    public String checksum() {
        return Sha256.of(manifest.files().toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<CalibrationCurve> calibration() {
        return calibration;
    }

    @Override
    public List<String> labels() {
        return manifest.labels();
    }

    @Override
    public TokenizedText tokenize(String text) {
        return tokenizer.tokenize(text);
    }

    @Override
    public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
        if (documents.isEmpty()) {
            return List.of();
        }
        PackedBatch batch = PackedBatch.of(documents);
        ReducedBatch result = encoder.reduce(batch, offset);
        return Predictions.of(labels(), encoder.layers(), documents, batch, result);
    }

    @Override
    public OptionalDouble flops(Prediction prediction, DeltaOffset offset) {
        return OptionalDouble.of(
                offset.isFull()
                        ? flops.full(prediction.tokens())
                        : flops.reduced(prediction.trace().reached()));
    }

    @Override
    public void close() {
        encoder.close();
        tokenizer.close();
    }
}
