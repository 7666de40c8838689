package dev.winnow.ops.cli;

import dev.winnow.model.training.stages.Stage;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What {@code winnow train --stage} runs. */
enum StageChoice {
    ALL,
    PROBE,
    FINETUNE,
    SALIENCY,
    REDUCE;

    Set<Stage> stages() {
        return this == ALL ? EnumSet.range(Stage.FINETUNE, Stage.REDUCE) : EnumSet.of(Stage.valueOf(name()));
    }

    /** Stages whose work has no worth once these are begun anew: theirs and that of all that come behind. */
    Set<Stage> discarded() {
        return EnumSet.range(stages().iterator().next(), Stage.REDUCE);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
