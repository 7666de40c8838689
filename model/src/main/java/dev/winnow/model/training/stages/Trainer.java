package dev.winnow.model.training.stages;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.dataset.LabelledData;
import dev.winnow.model.encoder.LinearHead;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.encoder.TrainingEncoder;
import dev.winnow.model.evaluation.EvaluationProgress;
import dev.winnow.model.probe.ProbeTrainer;
import dev.winnow.model.probe.TrainedProbe;
import dev.winnow.model.reduction.FreshReduction;
import dev.winnow.model.reduction.Reduction;
import dev.winnow.model.tokenizer.DocumentTokenizer;
import dev.winnow.model.training.TrainingProgress;
import dev.winnow.model.training.schedule.Seeds;
import dev.winnow.model.training.work.StageFolder;
import dev.winnow.model.training.work.WorkException;
import dev.winnow.model.training.work.WorkFolder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Trains a model stage by stage. What a stage has reached is in the work folder, so an interrupted training goes on where it
 * was when it is started again, and each stage can also be run alone behind the one before.
 */
public final class Trainer {
    private final LabelledData data;
    private final String name;
    private final Checkpoint base;
    private final TrainingSettings settings;
    private final TrainingProgress progress;
    private final BooleanSupplier stop;

    /**
     * A training of a model.
     *
     * @param data what to learn from
     * @param name of the data, for the model card
     * @param base the encoder to begin with
     * @param progress told how far it is
     * @param stop asked often; once it says yes, the training writes a checkpoint and ends
     */
    public Trainer(
            LabelledData data,
            String name,
            Checkpoint base,
            TrainingSettings settings,
            TrainingProgress progress,
            BooleanSupplier stop) {
        int positions = base.config().maxPositions();
        Settings.require(
                settings.maxTokens() <= positions,
                "max-tokens is %d, but the encoder has %d positions".formatted(settings.maxTokens(), positions));
        this.data = data;
        this.name = name;
        this.base = base;
        this.settings = settings;
        this.progress = new StoppableProgress(progress, stop);
        this.stop = stop;
    }

    /** Trains the head of a frozen encoder; needs no work folder, because it takes minutes. */
    public TrainedProbe probe() {
        return new ProbeTrainer(settings.probe(), progress).train(data, name, base);
    }

    /**
     * Runs stages that come behind the probe.
     *
     * @param stages one or several of them
     * @return the model as the last of the stages left it; none if that is {@link Stage#SALIENCY}, which trains nothing
     * @throws TrainingStoppedException if it was to stop
     * @throws WorkException if the work folder is damaged, holds work with other data or settings, or lacks a stage before
     */
    public Optional<TrainingOutcome> train(WorkFolder work, Set<Stage> stages) {
        work.open(Fingerprint.of(data), base.sha256());
        try (DocumentTokenizer tokenizer = new DocumentTokenizer(base.tokenizerJson(), settings.maxTokens())) {
            Documents documents = Documents.of(data.training(), data.labels(), tokenizer);
            Documents validation = Documents.of(data.validation(), data.labels(), tokenizer);
            Optional<TrainingOutcome> outcome = Optional.empty();
            if (stages.contains(Stage.FINETUNE)) {
                finetune(work.stage(Stage.FINETUNE.label()), documents, new Validation(validation, stop));
                outcome = Optional.of(outcome(work, Stage.FINETUNE));
            }
            if (stages.contains(Stage.SALIENCY)) {
                saliency(work, documents);
                outcome = Optional.empty();
            }
            if (stages.contains(Stage.REDUCE)) {
                reduce(work, documents, new Validation(validation, stop));
                outcome = Optional.of(outcome(work, Stage.REDUCE));
            }
            return outcome;
        }
    }

    /** Tells of what is measured with the written bundle; ends it, as the stages end, when the training is to stop. */
    public EvaluationProgress measuring(TrainingProgress.Phase phase) {
        return (step, done, total) -> progress.update(phase, done, total);
    }

    private void finetune(StageFolder folder, Documents documents, Validation validation) {
        folder.begin(settings.finetuneByName());
        if (folder.isDone()) {
            return;
        }
        LoopPlan plan = new LoopPlan(
                TrainingProgress.Phase.FINETUNE,
                documents.lengths(),
                settings.batch(),
                settings.finetune().epochs(),
                settings.finetune().patience(),
                settings.seed(),
                settings.checkpointEvery());
        try (TrainingEncoder model = load(base, head(folder))) {
            FinetuneTask task = new FinetuneTask(
                    model, documents, Votes.logits(data.training(), data.labels()), validation, settings);
            EpochLoop.run(task, plan, folder, progress, stop);
        }
    }

    /** The head to begin with, kept because fitting it takes minutes. */
    private LinearHead head(StageFolder folder) {
        String kept = "head";
        if (!folder.has(kept)) {
            folder.save(kept, ModelTensors.of(HeadStart.fit(data, base, settings, progress)));
        }
        return ModelTensors.head(folder.load(kept));
    }

    private void saliency(WorkFolder work, Documents documents) {
        Map<String, FloatTensor> finetuned =
                finished(work, Stage.FINETUNE, Stage.SALIENCY).result();
        StageFolder folder = work.stage(Stage.SALIENCY.label());
        folder.begin(settings.saliencyByName());
        if (folder.isDone()) {
            return;
        }
        try (TrainingEncoder model = load(ModelTensors.encoder(base, finetuned), ModelTensors.head(finetuned))) {
            new SaliencyStage(folder, progress, stop)
                    .run(model, documents, data.labels().size());
        }
    }

    private void reduce(WorkFolder work, Documents documents, Validation validation) {
        StageFolder saliency = finished(work, Stage.SALIENCY, Stage.REDUCE);
        saliency.begin(settings.saliencyByName());
        StageFolder folder = work.stage(Stage.REDUCE.label());
        folder.begin(settings.reduceByName());
        if (folder.isDone()) {
            return;
        }
        Map<String, FloatTensor> finetuned =
                finished(work, Stage.FINETUNE, Stage.REDUCE).result();
        Teacher teacher = new SaliencyStage(saliency, progress, stop)
                .read()
                .sharpened(settings.reduce().saliencyPower());
        LoopPlan plan = new LoopPlan(
                TrainingProgress.Phase.REDUCE,
                documents.lengths(),
                settings.batch(),
                settings.reduce().epochs(),
                settings.reduce().epochs(),
                settings.seed(),
                settings.checkpointEvery());
        try (TrainingEncoder model = load(ModelTensors.encoder(base, finetuned), ModelTensors.head(finetuned))) {
            ReduceTask task = new ReduceTask(model, documents, teacher, validation, settings);
            EpochLoop.run(task, plan, folder, progress, stop);
        }
    }

    private TrainingEncoder load(Checkpoint encoder, LinearHead head) {
        Reduction fresh = FreshReduction.of(encoder.config(), Seeds.PREDICTORS.random(settings.seed(), 0));
        Precision linears = settings.bf16() ? Precision.BF16 : Precision.FP32;
        return TrainingEncoder.load(encoder, head, fresh, linears, settings.threads());
    }

    private static StageFolder finished(WorkFolder work, Stage needed, Stage by) {
        StageFolder folder = work.stage(needed.label());
        if (!folder.isDone()) {
            throw new WorkException(
                    "stage %s needs what stage %s leaves, and %s has nothing finished of it; run --stage %2$s first, or --stage all"
                            .formatted(by.label(), needed.label(), work.path()));
        }
        return folder;
    }

    private TrainingOutcome outcome(WorkFolder work, Stage last) {
        StageFolder finetune = work.stage(Stage.FINETUNE.label());
        StageFolder folder = work.stage(last.label());
        Map<String, FloatTensor> tensors = folder.result();
        boolean reduced = last == Stage.REDUCE;
        return new TrainingOutcome(
                last,
                data,
                name,
                base,
                ModelTensors.encoder(base, tensors),
                ModelTensors.head(tensors),
                reduced ? Optional.of(ModelTensors.reduction(tensors)) : Optional.empty(),
                new StageRecord(finetune.settings(), finetune.report(StageReport.class)),
                reduced
                        ? Optional.of(new StageRecord(folder.settings(), folder.report(StageReport.class)))
                        : Optional.empty(),
                settings.probe().maxTokens());
    }
}
