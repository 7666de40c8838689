package dev.winnow.ops.top;

import dev.winnow.ops.top.PrometheusText.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The counters of one bundle at a moment, or what they grew by, over all its pipelines, labels and stages. They only grow, until
 * the instance starts anew.
 */
final class BundleCounters {
    private static final String AGE = "winnow_age_seconds_bucket";
    private static final double MILLIS = 1_000;
    private static final double HALF = 0.5;
    private static final double NEARLY_ALL = 0.99;

    private final Map<String, Double> sums = new HashMap<>();
    private final NavigableMap<Double, Double> ages = new TreeMap<>();

    /** All bundles of an answer to {@code GET /metrics}. */
    static Map<String, BundleCounters> read(String metrics) {
        Map<String, BundleCounters> bundles = new HashMap<>();
        PrometheusText.read(metrics, "winnow_", sample -> {
            String bundle = sample.labels().get("bundle");
            if (bundle != null) {
                bundles.computeIfAbsent(bundle, name -> new BundleCounters()).add(sample);
            }
        });
        return bundles;
    }

    private void add(Sample sample) {
        if (sample.name().equals(AGE)) {
            PrometheusText.number(sample.labels().getOrDefault("le", ""))
                    .ifPresent(bound -> ages.merge(bound, sample.value(), Double::sum));
        } else {
            sums.merge(sample.name(), sample.value(), Double::sum);
        }
    }

    /**
     * What happened over these moments, the last of which is now. A counter that fell began anew at zero, as {@code increase} of
     * Prometheus takes it: the first moment and the last alone would not show an instance that started anew in between.
     */
    static Figures figures(List<BundleCounters> moments) {
        BundleCounters grown = new BundleCounters();
        for (int i = 1; i < moments.size(); i++) {
            grown.add(moments.get(i - 1), moments.get(i));
        }
        return new Figures(
                grown.ageMillis(HALF),
                grown.ageMillis(NEARLY_ALL),
                moments.get(moments.size() - 1).sums.get("winnow_dead_letters_total"),
                grown.mean("winnow_batch_documents"),
                grown.mean("winnow_batch_tokens"));
    }

    private void add(BundleCounters before, BundleCounters after) {
        after.sums.forEach((name, now) -> sums.merge(name, growth(before.sums.get(name), now), Double::sum));
        after.ages.forEach((bound, now) -> ages.merge(bound, growth(before.ages.get(bound), now), Double::sum));
    }

    private static double growth(Double before, double now) {
        return before == null || now < before ? now : now - before;
    }

    private Double mean(String name) {
        double batches = sums.getOrDefault(name + "_count", 0.0);
        return batches > 0 ? sums.getOrDefault(name + "_sum", 0.0) / batches : null;
    }

    /**
     * A quantile of the ages, evenly spread within a bucket, as {@code histogram_quantile} of Prometheus has it; beyond the last
     * bound that bound.
     */
    private Double ageMillis(double quantile) {
        double all = ages.isEmpty() ? 0 : ages.lastEntry().getValue();
        if (!(all > 0)) {
            return null;
        }
        double wanted = quantile * all;
        double low = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : ages.entrySet()) {
            double bound = bucket.getKey();
            double upTo = bucket.getValue();
            if (upTo >= wanted) {
                double share = (wanted - below) / (upTo - below);
                return MILLIS * (Double.isInfinite(bound) ? low : low + share * (bound - low));
            }
            low = bound;
            below = upTo;
        }
        return MILLIS * low;
    }
}
