package dev.winnow.model.training.stages;

import dev.winnow.model.bundle.BundleContents;
import dev.winnow.model.bundle.TrainingInfo;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.EncoderDelta;
import dev.winnow.model.dataset.LabelledData;
import dev.winnow.model.encoder.LinearHead;
import dev.winnow.model.reduction.Reduction;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A trained model and how it came to be.
 *
 * @param last the stage that it comes from
 * @param data what it learnt from
 * @param dataName name of the data
 * @param base the encoder that training began with
 * @param encoder the encoder as trained
 * @param head the classifier
 * @param reduction what decides which tokens stay; empty behind stage finetune
 * @param finetune record of that stage
 * @param reduce record of that stage, if it was run
 * @param maxTokens what the model is to read of a text
 */
public record TrainingOutcome(
        Stage last,
        LabelledData data,
        String dataName,
        Checkpoint base,
        Checkpoint encoder,
        LinearHead head,
        Optional<Reduction> reduction,
        StageRecord finetune,
        Optional<StageRecord> reduce,
        int maxTokens) {

    /**
     * What to write with {@link dev.winnow.model.bundle.BundleWriter}.
     *
     * @param name name of the bundle
     * @param version its version
     * @param about Markdown about data, licences, intended use and limits, for the model card; may be empty
     * @param encoderFolder the checkpoint folder that was trained on; empty for the base encoder
     * @param measured what was measured with the bundle; empty before it is written
     */
    public BundleContents contents(
            String name, String version, String about, Optional<Path> encoderFolder, Measurements measured) {
        BundleContents contents = new BundleContents(
                        name,
                        version,
                        data.labels(),
                        maxTokens,
                        head,
                        base.sha256(),
                        encoderFolder,
                        new TrainingInfo(
                                last.label(),
                                dataName,
                                data.training().examples().size(),
                                settingsByName(),
                                measured.byName()),
                        new TrainingCard(name, version, about, this, measured).markdown())
                .withDelta(EncoderDelta.between(base, encoder.weights()));
        return reduction.map(contents::withReduction).orElse(contents);
    }

    private Map<String, String> settingsByName() {
        Map<String, String> values = new TreeMap<>();
        put(values, "finetune.", finetune);
        reduce.ifPresent(stage -> put(values, "reduce.", stage));
        return values;
    }

    private static void put(Map<String, String> values, String prefix, StageRecord stage) {
        stage.settings().forEach((name, value) -> values.put(prefix + name, value));
        values.put(prefix + "chosen-epoch", String.valueOf(stage.report().bestEpoch()));
    }
}
