package dev.winnow.ops.simulate;

import java.util.Arrays;

/**
 * Ages of millions of results in a few kilobytes: buckets that are 1 % wide, so that a quantile is at most 1 % too high. The
 * mean is exact.
 */
final class AgeHistogram {

    private static final double WIDTH = Math.log(1.01);
    private static final double LEAST_SECONDS = 1e-6;

    private long[] counts = new long[2_048];
    private long count;
    private double sum;

    void add(double seconds) {
        int bucket = (int) Math.max(0, Math.ceil(Math.log(seconds / LEAST_SECONDS) / WIDTH));
        if (bucket >= counts.length) {
            counts = Arrays.copyOf(counts, bucket * 2);
        }
        counts[bucket]++;
        count++;
        sum += seconds;
    }

    double mean() {
        return count == 0 ? 0 : sum / count;
    }

    /** The least age that this share of the results does not exceed; 0 without any. */
    double quantile(double share) {
        long wanted = (long) Math.ceil(share * count);
        long seen = 0;
        for (int bucket = 0; bucket < counts.length && wanted > 0; bucket++) {
            seen += counts[bucket];
            if (seen >= wanted) {
                return LEAST_SECONDS * Math.exp(bucket * WIDTH);
            }
        }
        return 0;
    }
}
