package dev.winnow.model.training.stages;

import dev.winnow.model.dataset.DatasetException;
import dev.winnow.model.dataset.DatasetSplit;
import dev.winnow.model.dataset.Example;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What annotators said of each document, as logits. Where they disagree the majority's label hides it, and a model that has to
 * tell the label for certain learns noise; it learns the shares instead (Peterson et al., ICCV 2019).
 */
final class Votes {
    /** Added to each count, so that nobody's label is impossible: three annotators are a small sample. */
    private static final double PRIOR = 0.05;

    private Votes() {}

    /** Log shares {@code [N, C]}, if any example has votes; one without them counts its label as one vote. */
    static Optional<float[][]> logits(DatasetSplit split, List<String> labels) {
        if (split.examples().stream().allMatch(example -> example.votes().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(split.examples().stream()
                .map(example -> logits(example, labels))
                .toArray(float[][]::new));
    }

    private static float[] logits(Example example, List<String> labels) {
        Map<String, Integer> votes = example.votes().isEmpty() ? Map.of(example.label(), 1) : example.votes();
        double[] counts = labels.stream()
                .mapToDouble(label -> votes.getOrDefault(label, 0) + PRIOR)
                .toArray();
        double sum = 0;
        for (double count : counts) {
            sum += count;
        }
        if (!labels.containsAll(votes.keySet())) {
            throw new DatasetException("row '%s' has votes %s, but the labels are %s"
                    .formatted(example.id(), new TreeMap<>(votes), labels));
        }
        float[] logits = new float[counts.length];
        for (int c = 0; c < logits.length; c++) {
            logits[c] = (float) Math.log(counts[c] / sum);
        }
        return logits;
    }
}
