package dev.winnow.model.evaluation;

import dev.winnow.model.evaluation.EvaluationProgress.Phase;
import dev.winnow.model.packing.TokenBudget;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Measures how many times as many documents a second an offset gives as the full encoder.
 *
 * <p>Offsets are timed in turn, round after round, and the ratio is taken within a round: a machine that slows down for a
 * while slows both sides. The median over rounds is what counts. Documents per second of runs that follow each other, the
 * obvious way, differ by more than the effect on a machine that others use too.
 */
final class ThroughputRatios {
    private final SplitClassifier subject;
    private final TimingSettings settings;

    ThroughputRatios(SplitClassifier subject, TimingSettings settings) {
        this.subject = subject;
        this.settings = settings;
    }

    /** One ratio per offset; 1 for the full encoder. */
    double[] measure(List<String> texts, List<DeltaOffset> offsets, EvaluationProgress progress) {
        Set<DeltaOffset> timed = new LinkedHashSet<>(List.of(DeltaOffset.FULL));
        timed.addAll(offsets);
        List<DeltaOffset> candidates = List.copyOf(timed);
        if (candidates.size() == 1) {
            return offsets.stream().mapToDouble(offset -> 1).toArray();
        }
        List<List<TokenizedText>> batches = batches(texts);
        double[][] ratios = new double[candidates.size()][settings.rounds()];
        long total = (long) candidates.size() * (settings.rounds() + 1);
        long done = 0;
        for (int round = -1; round < settings.rounds(); round++) {
            double full = 0;
            for (int c = 0; c < candidates.size(); c++) {
                long before = done++;
                double seconds =
                        subject.seconds(batches, candidates.get(c), () -> progress.update(Phase.TIME, before, total));
                full = c == 0 ? seconds : full;
                if (round >= 0) {
                    ratios[c][round] = full / seconds;
                }
                progress.update(Phase.TIME, done, total);
            }
        }
        return offsets.stream()
                .mapToDouble(offset -> median(ratios[candidates.indexOf(offset)]))
                .toArray();
    }

    private List<List<TokenizedText>> batches(List<String> texts) {
        List<List<TokenizedText>> batches = new ArrayList<>();
        int tokens = 0;
        int sample = 0;
        while (sample < texts.size() && tokens < settings.sampleTokens()) {
            tokens += subject.classifier().tokenize(texts.get(sample++)).length();
        }
        TokenBudget.DEFAULT.forEachBatch(
                texts.subList(0, sample), subject.classifier()::tokenize, (first, documents) -> batches.add(documents));
        return batches;
    }

    /** The middle one; the mean of the two in the middle where their number is even. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
