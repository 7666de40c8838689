package dev.winnow.model.bundle;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.encoder.LinearHead;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What goes into a bundle; checksums are the writer's business.
 *
 * @param name name of the bundle
 * @param version version of the bundle
 * @param labels class names in the order of the head's rows
 * @param maxTokens what the model reads of a text
 * @param head the classifier
 * @param encoderSha256 of the weights that the head was trained on, as the checkpoint reports it
 * @param encoderFolder checkpoint folder to take into the bundle; empty means the base encoder that comes with Winnow
 * @param training how it came to be
 * @param modelCard Markdown
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
        String modelCard) {
    public BundleContents {
        if (labels.size() != head.classes()) {
            throw new IllegalArgumentException(
                    "%d labels do not fit a head of %d classes".formatted(labels.size(), head.classes()));
        }
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
