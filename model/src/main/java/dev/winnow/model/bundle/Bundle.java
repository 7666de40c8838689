package dev.winnow.model.bundle;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.PrecisionProfile;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.CheckpointException;
import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.checkpoint.EncoderDelta;
import dev.winnow.model.encoder.LinearHead;
import dev.winnow.model.reduction.LayerReduction;
import dev.winnow.model.reduction.Reduction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model on disk or inside the jar: labels, classifier head, where the encoder's weights are and what training changed in
 * them, what decides which tokens stay, and what that costs and gives.
 *
 * <p>Opening checks every file against its checksum, so that a copy that broke on its way is found at start and not by odd
 * predictions.
 */
public final class Bundle {
    private final BundleReader reader;
    private final BundleManifest manifest;
    private final LinearHead head;
    private final Optional<Reduction> reduction;
    private final Optional<CalibrationCurve> calibration;
    private final Optional<PrecisionProfile> precisions;

    private Bundle(BundleReader reader) {
        this.reader = reader;
        this.manifest = reader.manifest();
        this.head = reader.head(manifest);
        this.reduction = reader.part(
                manifest,
                BundleManifest.REDUCTION_FILE,
                bytes -> ReductionTensors.read(bytes, BundleManifest.REDUCTION_FILE));
        this.calibration = reader.part(manifest, BundleManifest.CALIBRATION_FILE, CalibrationJson::read);
        this.precisions = reader.part(manifest, BundleManifest.PRECISION_FILE, PrecisionJson::read);
    }

    /**
     * Opens a bundle folder, or one of {@link ShippedBundles} by name. A folder is meant if it is there or if the argument
     * is more than a plain name.
     *
     * @throws BundleException if there is none, or if it is damaged or of a format or architecture that is not known here
     */
    public static Bundle open(String folderOrShippedName) {
        Path folder = Path.of(folderOrShippedName);
        if (Files.isRegularFile(folder.resolve(BundleManifest.FILE))) {
            return open(folder);
        }
        if (ShippedBundles.names().contains(folderOrShippedName)) {
            return new Bundle(new BundleReader(new BundleFiles.Resource(folderOrShippedName)));
        }
        if (Files.exists(folder)) {
            return open(folder);
        }
        throw new BundleException(ShippedBundles.unknown(folderOrShippedName));
    }

    /**
     * Opens a bundle folder.
     *
     * @throws BundleException as {@link #open(String)}
     */
    public static Bundle open(Path folder) {
        return new Bundle(new BundleReader(new BundleFiles.Folder(folder)));
    }

    public BundleManifest manifest() {
        return manifest;
    }

    /** The classifier over pooled features; its rows are in the order of the manifest's labels. */
    public LinearHead head() {
        return head;
    }

    /** What decides which tokens stay; empty for a model that reads them all. It fits the {@link #checkpoint()}. */
    public Optional<Reduction> reduction() {
        return reduction;
    }

    /** What each δ offset costs and gives; empty where it was not measured. */
    public Optional<CalibrationCurve> calibration() {
        return calibration;
    }

    /** What each precision needs and gives; empty where it was not measured. */
    public Optional<PrecisionProfile> precisions() {
        return precisions;
    }

    /** The model card, Markdown. */
    public String modelCard() {
        return new String(reader.read(manifest, BundleManifest.CARD_FILE), StandardCharsets.UTF_8);
    }

    /**
     * Loads the encoder's weights, fine-tuned if the bundle is, and its tokenizer. Two bundles over one base each load its
     * embeddings; sharing them would tie the lives of two models together.
     *
     * @throws BundleException if they are missing, damaged or not those that the head was trained on, or do not fit the
     *     bundle's {@link #reduction()}
     */
    public Checkpoint checkpoint() {
        Checkpoint checkpoint = base();
        Checkpoint tuned = reader.part(manifest, BundleManifest.DELTA_FILE, bytes -> EncoderDelta.read(
                                ByteBuffer.wrap(bytes), BundleManifest.DELTA_FILE)
                        .apply(checkpoint))
                .orElse(checkpoint);
        reduction.ifPresent(learnt -> requireFits(learnt, tuned.config()));
        return tuned;
    }

    private void requireFits(Reduction learnt, EncoderConfig config) {
        List<LayerReduction> layers = learnt.layers();
        if (layers.size() != config.layers()) {
            throw misfit(
                    "it was learnt for %d layers, but the encoder has %d".formatted(layers.size(), config.layers()));
        }
        for (int l = 0; l < layers.size(); l++) {
            long hidden = layers.get(l).inWeight().shape()[1];
            if (hidden != config.hidden()) {
                throw misfit("layer %d reads states of size %d, but the encoder's have %d"
                        .formatted(l, hidden, config.hidden()));
            }
        }
    }

    private BundleException misfit(String message) {
        return reader.failure(BundleManifest.REDUCTION_FILE, message, null);
    }

    private Checkpoint base() {
        Checkpoint checkpoint;
        try {
            checkpoint = load(manifest.encoder());
        } catch (CheckpointException e) {
            throw new BundleException(reader.location() + ": the encoder cannot be loaded: " + e.getMessage(), e);
        }
        if (!checkpoint.sha256().equals(manifest.encoder().sha256())) {
            throw new BundleException(
                    "%s: its head was trained on encoder weights with SHA-256 %s, but these have %s; use the weights it was trained on, or train it again"
                            .formatted(reader.location(), manifest.encoder().sha256(), checkpoint.sha256()));
        }
        return checkpoint;
    }

    private Checkpoint load(EncoderSource source) {
        if (source instanceof EncoderSource.Folder folder) {
            return reader.checkpoint(manifest, folder.folder());
        }
        String base = ((EncoderSource.Base) source).base();
        if (!base.equals(Checkpoint.DEFAULT)) {
            throw new BundleException("%s: unknown base encoder '%s'; this Winnow comes with '%s'"
                    .formatted(reader.location(), base, Checkpoint.DEFAULT));
        }
        return Checkpoint.miniLm();
    }
}
