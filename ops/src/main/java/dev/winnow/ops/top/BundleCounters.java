package dev.winnow.ops.top;

import dev.winnow.ops.top.PrometheusText.Sample;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The counters of one bundle at a moment, over all its pipelines, labels and stages. They only grow, until the instance starts
 * anew.
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

    /** What happened since then; counters that began anew count from zero. */
    Figures since(BundleCounters earlier) {
        return new Figures(
                ageMillis(earlier, HALF),
                ageMillis(earlier, NEARLY_ALL),
                sums.get("winnow_dead_letters_total"),
                mean(earlier, "winnow_batch_documents"),
                mean(earlier, "winnow_batch_tokens"));
    }

    private Double mean(BundleCounters earlier, String name) {
        double batches = grown(earlier, name + "_count");
        return batches > 0 ? grown(earlier, name + "_sum") / batches : null;
    }

    private double grown(BundleCounters earlier, String name) {
        return growth(sums.getOrDefault(name, 0.0), earlier.sums.getOrDefault(name, 0.0));
    }

    /**
     * A quantile of the ages between two moments, evenly spread within a bucket, as {@code histogram_quantile} of Prometheus has
     * it; beyond the last bound that bound.
     */
    private Double ageMillis(BundleCounters earlier, double quantile) {
        double all = ages.isEmpty() ? 0 : grownTo(earlier, ages.lastKey());
        if (!(all > 0)) {
            return null;
        }
        double wanted = quantile * all;
        double low = 0;
        double below = 0;
        for (double bound : ages.keySet()) {
            double upTo = grownTo(earlier, bound);
            if (upTo >= wanted) {
                double share = (wanted - below) / (upTo - below);
                return MILLIS * (Double.isInfinite(bound) ? low : low + share * (bound - low));
            }
            low = bound;
            below = upTo;
        }
        return MILLIS * low;
    }

    private double grownTo(BundleCounters earlier, double bound) {
        return growth(ages.get(bound), earlier.ages.getOrDefault(bound, 0.0));
    }

    private static double growth(double now, double then) {
        return now < then ? now : now - then;
    }
}
