package dev.winnow.ops.simulate;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Lengths of documents in tokens, drawn from a sample of them. */
public final class DocumentLengths {

    private static final int DRAWN = 4_096;
    private static final double MEDIAN = 24;
    private static final double HIGH = 128;
    private static final double HIGH_QUANTILE = 2.326;
    private static final int SHORTEST = 4;
    private static final int LONGEST = 256;

    private final int[] sample;
    private final double mean;

    /** @param sample one length or more, each at least one token */
    public DocumentLengths(int[] sample) {
        if (sample.length == 0 || Arrays.stream(sample).anyMatch(tokens -> tokens < 1)) {
            throw new IllegalArgumentException("a sample holds a length, and a document a token");
        }
        this.sample = sample.clone();
        this.mean = Arrays.stream(sample).average().orElseThrow();
    }

    /** All the same. */
    public static DocumentLengths constant(int tokens) {
        return new DocumentLengths(new int[] {tokens});
    }

    /** Log-normal with median 24 and 99th percentile 128, 4 to 256: comments. */
    public static DocumentLengths comments(RandomGenerator random) {
        double sigma = Math.log(HIGH / MEDIAN) / HIGH_QUANTILE;
        int[] drawn = new int[DRAWN];
        for (int i = 0; i < drawn.length; i++) {
            double tokens = MEDIAN * Math.exp(sigma * random.nextGaussian());
            drawn[i] = (int) Math.max(SHORTEST, Math.min(LONGEST, Math.round(tokens)));
        }
        return new DocumentLengths(drawn);
    }

    int draw(RandomGenerator random) {
        return sample[random.nextInt(sample.length)];
    }

    /** Tokens of a document on average. */
    public double mean() {
        return mean;
    }
}
