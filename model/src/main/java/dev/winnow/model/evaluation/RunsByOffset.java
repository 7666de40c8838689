package dev.winnow.model.evaluation;

import dev.winnow.model.dataset.DatasetSplit;
import dev.winnow.model.dataset.Example;
import dev.winnow.model.evaluation.EvaluationProgress.Phase;
import dev.winnow.model.reduction.DeltaOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Classifies the documents of one split at whatever offset is asked for, and at none of them twice. */
final class RunsByOffset {
    private final SplitClassifier subject;
    private final int[] truth;
    private final List<String> texts;
    private final int expected;
    private final EvaluationProgress progress;
    private final Map<DeltaOffset, SplitRun> runs = new HashMap<>();

    /**
     * Classifies nothing yet.
     *
     * @param expected how many offsets will be asked for, as far as is known; for the progress alone
     * @throws dev.winnow.model.dataset.DatasetException if the split has labels unknown to the classifier
     */
    RunsByOffset(SplitClassifier subject, DatasetSplit rows, int expected, EvaluationProgress progress) {
        this.subject = subject;
        this.truth = rows.targets(subject.classifier().labels());
        this.texts = rows.examples().stream().map(Example::text).toList();
        this.expected = expected;
        this.progress = progress;
    }

    SplitRun at(DeltaOffset offset) {
        SplitRun known = runs.get(offset);
        if (known != null) {
            return known;
        }
        long before = (long) runs.size() * texts.size();
        long total = (long) Math.max(expected, runs.size() + 1) * texts.size();
        SplitRun run = subject.runWarm(texts, offset, done -> progress.update(Phase.CLASSIFY, before + done, total));
        runs.put(offset, run);
        return run;
    }

    /** Share of right labels. */
    double accuracy(DeltaOffset offset) {
        return confusion(at(offset)).accuracy();
    }

    private ConfusionMatrix confusion(SplitRun run) {
        return ConfusionMatrix.of(subject.classifier().labels(), truth, run.predicted());
    }

    /** All that is measured at these offsets, in their order. */
    List<EvaluationPoint> points(List<DeltaOffset> offsets, TimingSettings timing) {
        SplitRun full = at(DeltaOffset.FULL);
        offsets.forEach(this::at);
        double[] ratios = new ThroughputRatios(subject, timing).measure(texts, offsets, progress);
        List<EvaluationPoint> points = new ArrayList<>();
        for (int i = 0; i < ratios.length; i++) {
            SplitRun run = at(offsets.get(i));
            points.add(new EvaluationPoint(
                    offsets.get(i),
                    confusion(run),
                    run.agreement(full),
                    run.keptTokens(),
                    run.flopsSpeedup(),
                    run.documentsPerSecond(),
                    ratios[i]));
        }
        return points;
    }
}
