package dev.winnow.model.bundle;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.EncoderDelta;
import dev.winnow.model.encoder.LinearHead;
import dev.winnow.model.reduction.Reduction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What goes into a bundle; checksums are the writer's business. A calibration is measured with the finished bundle, so that
 * {@link BundleWriter#calibrate} adds it afterwards.
 *
 * @param name name of the bundle
 * @param version version of the bundle
 * @param labels class names in the order of the head's rows
 * @param maxTokens what the model reads of a text
 * @param head the classifier
 * @param encoderSha256 of the weights that training began with, as the checkpoint reports it
 * @param encoderFolder checkpoint folder to take into the bundle; empty means the base encoder that comes with Winnow
 * @param training how it came to be
 * @param modelCard Markdown
 * @param delta what training changed in the encoder; empty for a frozen one
 * @param reduction what decides which tokens stay; empty where all do
 */
public record BundleContents(
        String name,
        String version,
        List<String> labels,
        int maxTokens,
        LinearHead head,
        String encoderSha256,
        Optional<Path> encoderFolder,
        TrainingInfo training,
        String modelCard,
        Optional<EncoderDelta> delta,
        Optional<Reduction> reduction) {
    public BundleContents {
        if (labels.size() != head.classes()) {
            throw new IllegalArgumentException(
                    "%d labels do not fit a head of %d classes".formatted(labels.size(), head.classes()));
        }
    }

    /** A bundle over a frozen encoder that reads every token. */
    public BundleContents(
            String name,
            String version,
            List<String> labels,
            int maxTokens,
            LinearHead head,
            String encoderSha256,
            Optional<Path> encoderFolder,
            TrainingInfo training,
            String modelCard) {
        this(
                name,
                version,
                labels,
                maxTokens,
                head,
                encoderSha256,
                encoderFolder,
                training,
                modelCard,
                Optional.empty(),
                Optional.empty());
    }

    /** The same with what training changed in the encoder. */
    public BundleContents withDelta(EncoderDelta changes) {
        return with(Optional.of(changes), reduction);
    }

    /** The same with what decides which tokens stay. */
    public BundleContents withReduction(Reduction learnt) {
        return with(delta, Optional.of(learnt));
    }

    private BundleContents with(Optional<EncoderDelta> changes, Optional<Reduction> learnt) {
        return new BundleContents(
                name,
                version,
                labels,
                maxTokens,
                head,
                encoderSha256,
                encoderFolder,
                training,
                modelCard,
                changes,
                learnt);
    }

    BundleManifest manifest(Map<String, String> checksums) {
        EncoderSource encoder = encoderFolder.isPresent()
                ? new EncoderSource.Folder(EncoderSource.Folder.NAME, encoderSha256)
                : new EncoderSource.Base(Checkpoint.DEFAULT, encoderSha256);
        return new BundleManifest(
                name,
                version,
                BundleManifest.BERT_LINEAR,
                labels,
                maxTokens,
                encoder,
                BundleManifest.HEAD_FILE,
                checksums,
                training);
    }
}
