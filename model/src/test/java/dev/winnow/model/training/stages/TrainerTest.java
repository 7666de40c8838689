package dev.winnow.model.training.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.dataset.LabelledData;
import dev.winnow.model.encoder.TrainedModel;
import dev.winnow.model.evaluation.EvaluationProgress;
import dev.winnow.model.training.EpochRecord;
import dev.winnow.model.training.TrainingProgress;
import dev.winnow.model.training.TrainingStep;
import dev.winnow.model.training.work.WorkException;
import dev.winnow.model.training.work.WorkFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainerTest {
    private static final Set<Stage> ALL = EnumSet.range(Stage.FINETUNE, Stage.REDUCE);

    private static final LabelledData DATA = ToyTask.data(96, 32);

    @TempDir
    private Path folder;

    @Test
    void shouldLearnWhichTokenDecidesAndDoWithoutTheOthers() {
        // Given
        WorkFolder work = WorkFolder.beside(folder.resolve("toy"));

        // When
        TrainingOutcome outcome = new Trainer(
                        ToyTask.data(640, 200),
                        "toy",
                        ToyTask.encoder(),
                        rarelyCheckpointed(ToyTask.settings(8, 6)),
                        TrainingProgress.silent(),
                        () -> false)
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
        assertThat(reduced.validation().get(2).offset()).isEqualTo(0.5);
        assertThat(reduced.validation().get(2).accuracy()).isGreaterThan(0.9);
        assertThat(reduced.validation().get(2).meanTokens().get(1))
                .isLessThan(0.85 * reduced.validation().get(0).meanTokens().get(1));
    }

    @Test
    void shouldGiveTheSameModelAfterAnyNumberOfInterruptions() {
        // Given
        TrainingSettings settings = ToyTask.settings(2, 2);
        TrainingOutcome uninterrupted = trainer(settings, TrainingProgress.silent())
                .train(WorkFolder.beside(folder.resolve("whole")), ALL)
                .orElseThrow();
        WorkFolder work = WorkFolder.beside(folder.resolve("broken"));
        int interruptions = 0;

        // When: killed at every seventh step of either stage and at the end of an epoch
        Optional<TrainingOutcome> continued = Optional.empty();
        while (continued.isEmpty()) {
            try {
                continued = trainer(settings, new Kill(7)).train(work, ALL);
            } catch (KilledException e) {
                interruptions++;
            }
        }

        // Then
        assertThat(interruptions).isGreaterThan(3);
        assertThat(continued.get().reduce().orElseThrow().report().curve())
                .hasSameSizeAs(uninterrupted.reduce().orElseThrow().report().curve());
        assertThat(weights(continued.get()))
                .containsOnlyKeys(weights(uninterrupted).keySet());
        weights(continued.get()).forEach((name, tensor) -> assertThat(tensor.data())
                .as(name)
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(weights(uninterrupted).get(name).data()));
    }

    @Test
    void shouldWriteACheckpointWhenItIsToldToStop() {
        // Given
        WorkFolder work = WorkFolder.beside(folder.resolve("toy"));
        AtomicLong steps = new AtomicLong();
        TrainingSettings settings = rarelyCheckpointed(ToyTask.settings(1, 1));
        Trainer trainer = new Trainer(
                DATA,
                "toy",
                ToyTask.encoder(),
                settings,
                new StepListener(step -> steps.set(step.step())),
                () -> steps.get() >= 2);

        // When, Then
        assertThatThrownBy(() -> trainer.train(work, ALL))
                .isInstanceOf(TrainingStoppedException.class)
                .hasMessage("stopped after step 2 of 6 of stage finetune; run the same command to go on");
        assertThat(work.stage("finetune").progress().orElseThrow().step()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"MEASURE", "CALIBRATE"})
    void shouldEndTheMeasuringOfItsBundleWhenItIsToldToStop(TrainingProgress.Phase phase) {
        // Given
        AtomicBoolean stop = new AtomicBoolean();
        Trainer trainer = new Trainer(
                DATA, "toy", ToyTask.encoder(), ToyTask.settings(1, 1), TrainingProgress.silent(), stop::get);
        EvaluationProgress measuring = trainer.measuring(phase);
        measuring.update(EvaluationProgress.Phase.CLASSIFY, 1, 2);

        // When
        stop.set(true);

        // Then
        assertThatThrownBy(() -> measuring.update(EvaluationProgress.Phase.CLASSIFY, 2, 2))
                .isInstanceOf(TrainingStoppedException.class)
                .hasMessageContaining("run the same command");
    }

    @Test
    void shouldRefuseOtherSettingsThanItWasBegunWith() {
        // Given
        WorkFolder work = WorkFolder.beside(folder.resolve("toy"));
        trainer(ToyTask.settings(1, 1), TrainingProgress.silent()).train(work, EnumSet.of(Stage.FINETUNE));
        Trainer other = trainer(ToyTask.settings(2, 1), TrainingProgress.silent());

        // When, Then
        assertThatThrownBy(() -> other.train(work, ALL))
                .isInstanceOf(WorkException.class)
                .hasMessageContaining(
                        "stage finetune with other settings: epochs was 1 and is now 2, patience was 1 and")
                .hasMessageContaining("--restart");
    }

    @Test
    void shouldRunEachStageBehindTheOneBefore() {
        // Given
        WorkFolder work = WorkFolder.beside(folder.resolve("toy"));
        Trainer trainer = trainer(ToyTask.settings(1, 1), TrainingProgress.silent());

        // When
        Optional<TrainingOutcome> finetuned = trainer.train(work, EnumSet.of(Stage.FINETUNE));
        Optional<TrainingOutcome> saliency = trainer.train(work, EnumSet.of(Stage.SALIENCY));
        Optional<TrainingOutcome> reduced = trainer.train(work, EnumSet.of(Stage.REDUCE));

        // Then
        assertThat(finetuned.orElseThrow().reduction()).isEmpty();
        assertThat(saliency).isEmpty();
        assertThat(reduced.orElseThrow().reduction().orElseThrow().layers()).hasSize(2);
    }

    @Test
    void shouldSayWhichStageIsMissing() {
        // Given
        WorkFolder work = WorkFolder.beside(folder.resolve("toy"));
        Trainer trainer = trainer(ToyTask.settings(1, 1), TrainingProgress.silent());

        // When, Then
        assertThatThrownBy(() -> trainer.train(work, EnumSet.of(Stage.REDUCE)))
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("stage reduce needs what stage saliency leaves")
                .hasMessageContaining("--stage saliency");
    }

    private static Map<String, FloatTensor> weights(TrainingOutcome outcome) {
        return ModelTensors.of(new TrainedModel(
                outcome.encoder().weights(), outcome.head(), outcome.reduction().orElseThrow()));
    }

    private static Trainer trainer(TrainingSettings settings, TrainingProgress progress) {
        return new Trainer(DATA, "toy", ToyTask.encoder(), settings, progress, () -> false);
    }

    private static TrainingSettings rarelyCheckpointed(TrainingSettings settings) {
        return new TrainingSettings(
                settings.seed(),
                settings.batch(),
                settings.maxTokens(),
                settings.bf16(),
                settings.weightDecay(),
                settings.dropout(),
                settings.clip(),
                settings.warmUp(),
                settings.threads(),
                settings.probe(),
                settings.probeDocuments(),
                settings.finetune(),
                settings.reduce(),
                Duration.ofHours(1));
    }

    /** Stands for a process that dies: nothing is written any more once it is thrown. */
    private static final class KilledException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private record StepListener(Consumer<TrainingStep> listener) implements TrainingProgress {
        @Override
        public void update(Phase phase, long done, long total) {}

        @Override
        public void step(TrainingStep step) {
            listener.accept(step);
        }
    }

    /** Dies at the seventh step it sees, before that step's checkpoint, or once an epoch was validated. */
    private static final class Kill implements TrainingProgress {
        private final int after;
        private int seen;

        Kill(int after) {
            this.after = after;
        }

        @Override
        public void update(Phase phase, long done, long total) {}

        @Override
        public void step(TrainingStep step) {
            seen++;
            if (seen == after) {
                throw new KilledException();
            }
        }

        @Override
        public void epoch(Phase phase, EpochRecord epoch) {
            throw new KilledException();
        }
    }
}
