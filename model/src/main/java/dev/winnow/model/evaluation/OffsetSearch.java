package dev.winnow.model.evaluation;

import dev.winnow.model.dataset.DatasetSplit;
import dev.winnow.model.dataset.Example;
import dev.winnow.model.evaluation.EvaluationProgress.Phase;
import dev.winnow.model.reduction.DeltaOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/**
 * Finds the δ offset that gives a wanted speed-up, in as few measurements as it can, for each of them is a pass over a split.
 *
 * <p>For its maintainer: the speed-up as a function of the offset is a staircase of many small steps, near enough to
 * continuous and rising. The bracket around the wanted value comes from everything measured before, and is cut in turn by
 * interpolating the logarithm of the speed-up, which is fast where the curve is smooth, and in the middle, which always ends.
 */
public final class OffsetSearch {
    /** How near is near enough: relative to the wanted speed-up. */
    static final double TOLERANCE = 0.005;

    /** Brackets narrower than this are not cut again. */
    private static final double NARROWEST = 1e-4;

    private final ToDoubleFunction<DeltaOffset> speedup;
    private final NavigableMap<Double, Double> measured = new TreeMap<>();

    /**
     * Searches on a split, which must not be the one that results are reported on.
     *
     * @param progress hears of every document; how many there will be is not known before the end
     */
    public static OffsetSearch on(SplitClassifier subject, DatasetSplit rows, EvaluationProgress progress) {
        List<String> texts = rows.examples().stream().map(Example::text).toList();
        AtomicLong before = new AtomicLong();
        return new OffsetSearch(offset -> {
            long start = before.getAndAdd(texts.size());
            return subject.run(texts, offset, done -> progress.update(Phase.SEARCH, start + done, start + texts.size()))
                    .flopsSpeedup();
        });
    }

    /** Measures through the function given, never twice at one offset. */
    OffsetSearch(ToDoubleFunction<DeltaOffset> speedup) {
        this.speedup = speedup;
        measured.put(DeltaOffset.FULL.value(), 1.0);
    }

    /**
     * The offset whose speed-up is nearest to the wanted one of all that were measured; the greatest offset where even that
     * is not so fast.
     *
     * @param wanted at least 1
     */
    public DeltaOffset find(double wanted) {
        if (!(wanted >= 1)) {
            throw new IllegalArgumentException("a speed-up is at least 1, not " + wanted);
        }
        if (wanted == 1) {
            return DeltaOffset.FULL;
        }
        if (at(1) <= wanted) {
            return new DeltaOffset(1);
        }
        for (boolean interpolate = true; ; interpolate = !interpolate) {
            Bracket bracket = bracket(wanted);
            if (bracket.isGoodEnough(wanted)) {
                return new DeltaOffset(bracket.nearer(wanted));
            }
            at(interpolate ? bracket.interpolated(wanted) : bracket.middle());
        }
    }

    private double at(double offset) {
        return measured.computeIfAbsent(offset, value -> speedup.applyAsDouble(new DeltaOffset(value)));
    }

    /** The greatest offset up to which everything is too slow, and the next one. */
    private Bracket bracket(double wanted) {
        Map.Entry<Double, Double> below = measured.firstEntry();
        for (Map.Entry<Double, Double> entry :
                measured.tailMap(below.getKey(), false).entrySet()) {
            if (entry.getValue() > wanted) {
                return new Bracket(below.getKey(), below.getValue(), entry.getKey(), entry.getValue());
            }
            below = entry;
        }
        throw new IllegalStateException("no offset gives a speed-up above " + wanted);
    }

    private record Bracket(double from, double fromSpeedup, double to, double toSpeedup) {
        boolean isGoodEnough(double wanted) {
            double miss = Math.min(Math.abs(fromSpeedup - wanted), Math.abs(toSpeedup - wanted));
            return miss <= TOLERANCE * wanted || to - from <= NARROWEST;
        }

        double nearer(double wanted) {
            return wanted - fromSpeedup <= toSpeedup - wanted ? from : to;
        }

        double middle() {
            return (from + to) / 2;
        }

        /** Not too near to an end, where a flat curve would move the bracket by next to nothing. */
        double interpolated(double wanted) {
            double share = Math.log(wanted / fromSpeedup) / Math.log(toSpeedup / fromSpeedup);
            return from + Math.min(0.95, Math.max(0.05, share)) * (to - from);
        }
    }
}
