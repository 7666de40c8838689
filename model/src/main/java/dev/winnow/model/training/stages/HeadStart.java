package dev.winnow.model.training.stages;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.dataset.DatasetSplit;
import dev.winnow.model.dataset.Example;
import dev.winnow.model.dataset.LabelledData;
import dev.winnow.model.encoder.LinearHead;
import dev.winnow.model.probe.ProbeTrainer;
import dev.winnow.model.training.TrainingProgress;
import dev.winnow.model.training.schedule.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The head that fine-tuning begins with: a linear probe (Kumar et al., ICLR 2022, "linear probing, then full fine-tuning"). A
 * random one would send random gradients into the encoder during the first steps and spoil what it knows.
 */
final class HeadStart {
    private HeadStart() {}

    /** Fits a head to a sample of the training documents. */
    static LinearHead fit(LabelledData data, Checkpoint encoder, TrainingSettings settings, TrainingProgress progress) {
        LabelledData sample = new LabelledData(
                data.labels(),
                sample(data.training(), settings),
                sample(data.validation(), settings),
                Optional.empty());
        return new ProbeTrainer(settings.probe(), progress)
                .train(sample, "sample", encoder)
                .head();
    }

    private static DatasetSplit sample(DatasetSplit split, TrainingSettings settings) {
        List<Example> examples = new ArrayList<>(split.examples());
        if (examples.size() > settings.probeDocuments()) {
            Collections.shuffle(examples, Seeds.SAMPLE.random(settings.seed(), 0));
            examples = examples.subList(0, settings.probeDocuments());
        }
        return new DatasetSplit(split.file(), examples, split.badRows());
    }
}
