package dev.winnow.model.evaluation;

import dev.winnow.model.dataset.DatasetSplit;
import dev.winnow.model.dataset.Split;
import dev.winnow.model.reduction.DeltaOffset;
import java.util.HashSet;
import java.util.List;

/** Runs a classifier over a labelled split and measures how right and how fast it is, offset by offset. */
public final class Evaluator {
    private final SplitClassifier subject;
    private final TimingSettings timing;

    public Evaluator(SplitClassifier subject, TimingSettings timing) {
        this.subject = subject;
        this.timing = timing;
    }

    /**
     * Classifies the whole split at every offset.
     *
     * @param offsets at least one; the report has its points in their order
     * @throws dev.winnow.model.dataset.DatasetException if the split has labels unknown to the classifier
     */
    public EvaluationReport evaluate(
            DatasetSplit rows, Split split, List<DeltaOffset> offsets, EvaluationProgress progress) {
        int different = new HashSet<>(offsets).size() + (offsets.contains(DeltaOffset.FULL) ? 0 : 1);
        RunsByOffset runs = new RunsByOffset(subject, rows, different, progress);
        return new EvaluationReport(
                subject.classifier().model(),
                subject.classifier().version(),
                split.fileName(),
                rows.examples().size(),
                rows.badRows().size(),
                runs.points(offsets, timing));
    }
}
