package dev.winnow.model.training.stages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.training.EpochRecord;
import dev.winnow.model.training.TrainingProgress;
import dev.winnow.model.training.work.WorkFolder;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
    private static final Set<Stage> ALL = EnumSet.range(Stage.FINETUNE, Stage.REDUCE);

    @TempDir
    private Path folder;

    @Test
    void shouldLearnWhichTokenDecidesAndDoWithoutTheOthers() {
        // Given
        WorkFolder work = WorkFolder.beside(folder.resolve("toy"));

        // When
        TrainingOutcome outcome = trainer(ToyTask.settings(8, 6), TrainingProgress.silent())
                .train(work, ALL)
                .orElseThrow();

        // Then
        List<EpochRecord> full = outcome.finetune().report().curve();
        assertThat(full.get(full.size() - 1).loss()).isLessThan(full.get(0).loss() / 2);
        assertThat(outcome.finetune().report().best().validation().get(0).accuracy())
                .isGreaterThan(0.95);
        EpochRecord reduced = outcome.reduce().orElseThrow().report().best();
        assertThat(reduced.epoch()).isEqualTo(6);
        assertThat(reduced.validation().get(0).offset()).isEqualTo(-1);
        assertThat(reduced.validation().get(3).offset()).isEqualTo(0.5);
        assertThat(reduced.validation().get(3).accuracy()).isGreaterThan(0.9);
        assertThat(reduced.validation().get(3).meanTokens().get(1))
                .isLessThan(0.7 * reduced.validation().get(0).meanTokens().get(1));
    }

    private Trainer trainer(TrainingSettings settings, TrainingProgress progress) {
        return new Trainer(ToyTask.data(640, 200), "toy", ToyTask.encoder(), settings, progress, () -> false);
    }
}
