package dev.winnow.ops.soak;

import java.util.List;
import java.util.function.ToLongFunction;

/** What becomes of one number over the samples of a soak, the warm-up left out. */
final class Trend {
    private final List<ProcessSample> samples;
    private final ToLongFunction<ProcessSample> number;

    Trend(List<ProcessSample> samples, ToLongFunction<ProcessSample> number) {
        this.samples = samples;
        this.number = number;
    }

    long min() {
        return samples.stream().mapToLong(number).min().orElseThrow();
    }

    long max() {
        return samples.stream().mapToLong(number).max().orElseThrow();
    }

    /**
     * What the straight line through the samples (least squares) gains from the first to the last, as a share of their
     * mean: a leak shows here that the samples' own ups and downs would hide between any two of them.
     */
    double growth() {
        double meanMinutes =
                samples.stream().mapToDouble(ProcessSample::minutes).average().orElseThrow();
        double mean = samples.stream().mapToLong(number).average().orElseThrow();
        double covariance = 0;
        double variance = 0;
        for (ProcessSample sample : samples) {
            double minutes = sample.minutes() - meanMinutes;
            covariance += minutes * (number.applyAsLong(sample) - mean);
            variance += minutes * minutes;
        }
        double span = samples.get(samples.size() - 1).minutes() - samples.get(0).minutes();
        return covariance / variance * span / mean;
    }
}
