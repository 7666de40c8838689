package dev.winnow.model.training.stages;

import dev.winnow.model.training.EpochRecord;
import dev.winnow.model.training.TrainingProgress;
import dev.winnow.model.training.TrainingStep;
import dev.winnow.model.training.work.EpochSums;
import dev.winnow.model.training.work.LoopProgress;
import dev.winnow.model.training.work.StageFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Runs a stage step by step and epoch by epoch, from its newest checkpoint if there is one, and leaves the weights of the
 * best epoch as its result.
 *
 * <p>The state of the loop is one immutable value, {@link LoopProgress}, and everything random is a function of the step; a
 * checkpoint of that value and the tensors is therefore all it takes to go on as if nothing had happened.
 */
final class EpochLoop {
    private final LoopPlan plan;
    private final StageFolder folder;
    private final TrainingProgress display;
    private final BooleanSupplier stop;
    private final long start = System.nanoTime();
    private LoopProgress progress;
    private double secondsBefore;
    private long documentsNow;
    private long lastCheckpoint = start;

    private EpochLoop(LoopPlan plan, StageFolder folder, TrainingProgress display, BooleanSupplier stop) {
        this.plan = plan;
        this.folder = folder;
        this.display = display;
        this.stop = stop;
    }

    /**
     * Runs the stage to its end.
     *
     * @param stop asked after every step
     * @throws TrainingStoppedException if it is to stop; a checkpoint is there
     */
    static StageReport run(
            StageTask task, LoopPlan plan, StageFolder folder, TrainingProgress display, BooleanSupplier stop) {
        return new EpochLoop(plan, folder, display, stop).run(task);
    }

    private StageReport run(StageTask task) {
        progress = folder.progress().orElse(LoopProgress.start());
        secondsBefore = progress.seconds();
        if (progress.step() > 0) {
            task.restore(folder.state());
        }
        while (!plan.isLast(progress.epoch() - 1, progress.bestEpoch())) {
            epoch(task);
        }
        StageReport report = new StageReport(progress.curve(), progress.bestEpoch(), progress.step(), seconds());
        folder.finish(folder.load(best(progress.bestEpoch())), report);
        folder.remove(best(progress.bestEpoch()));
        return report;
    }

    private void epoch(StageTask task) {
        List<int[]> batches = plan.batches(progress.epoch());
        while (progress.batch() < batches.size()) {
            step(task, batches.get(progress.batch()));
            if (stop.getAsBoolean()) {
                checkpoint(task);
                throw new TrainingStoppedException(
                        "stopped after step %d of %d of stage %s; run the same command to go on"
                                .formatted(progress.step(), plan.steps(), folder.stage()));
            }
            if (System.nanoTime() - lastCheckpoint >= plan.checkpointEvery().toNanos()) {
                checkpoint(task);
            }
        }
        checkpoint(task);
        endEpoch(task);
    }

    private void step(StageTask task, int[] batch) {
        StageTask.Step result = task.step(batch, progress.step() + 1, plan.steps());
        if (!Double.isFinite(result.loss()) || !Double.isFinite(result.gradientNorm())) {
            throw new IllegalStateException(
                    "the loss of step %d of stage %s or its gradient is not finite: the training has diverged; restart it with a lower learning rate"
                            .formatted(progress.step() + 1, folder.stage()));
        }
        EpochSums sums = progress.sums().plus(batch.length, result.loss(), result.task());
        progress = new LoopProgress(
                progress.step() + 1,
                progress.epoch(),
                progress.batch() + 1,
                sums,
                progress.curve(),
                progress.bestEpoch(),
                seconds());
        documentsNow += batch.length;
        display.step(shown());
    }

    /** Validates, remembers the weights if they are the best so far, and moves on to the next epoch. */
    private void endEpoch(StageTask task) {
        EpochSums sums = progress.sums();
        EpochRecord record =
                new EpochRecord(progress.epoch(), sums.meanLoss(), sums.meanTask(), task.validate(), task.thresholds());
        int best = progress.bestEpoch();
        boolean better = best == 0 || task.isBetter(record, progress.curve().get(best - 1));
        if (better) {
            folder.save(best(record.epoch()), task.weights());
        }
        List<EpochRecord> curve = new ArrayList<>(progress.curve());
        curve.add(record);
        progress = new LoopProgress(
                progress.step(),
                record.epoch() + 1,
                0,
                EpochSums.ZERO,
                curve,
                better ? record.epoch() : best,
                seconds());
        checkpoint(task);
        if (better && best > 0) {
            folder.remove(best(best));
        }
        display.epoch(plan.phase(), record);
    }

    private void checkpoint(StageTask task) {
        folder.checkpoint(progress, task.state());
        lastCheckpoint = System.nanoTime();
    }

    private static String best(int epoch) {
        return "best-" + epoch;
    }

    private double seconds() {
        return secondsBefore + (System.nanoTime() - start) / 1e9;
    }

    private TrainingStep shown() {
        double rate = documentsNow / Math.max(1e-9, seconds() - secondsBefore);
        long batchesLeft = plan.steps() - progress.step();
        return new TrainingStep(
                plan.phase(),
                progress.epoch(),
                plan.epochs(),
                progress.step(),
                plan.steps(),
                progress.sums().meanLoss(),
                rate,
                Duration.ofSeconds((long) (batchesLeft * plan.batch() / rate)));
    }
}
