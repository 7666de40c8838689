package dev.winnow.model.evaluation;

/**
 * How thoroughly speeds are compared.
 *
 * @param rounds timed rounds; one more comes before them to warm up
 * @param sampleTokens tokens of the documents that a round classifies at each offset
 */
public record TimingSettings(int rounds, int sampleTokens) {
    /** Eight micro-batches a round: about a minute for 15 offsets on two idle cores. */
    public static final TimingSettings DEFAULT = new TimingSettings(5, 12_000);

    public TimingSettings {
        if (rounds < 1 || sampleTokens < 1) {
            throw new IllegalArgumentException(
                    "speeds are compared in 1 round and on 1 token at least, not " + rounds + " and " + sampleTokens);
        }
    }
}
