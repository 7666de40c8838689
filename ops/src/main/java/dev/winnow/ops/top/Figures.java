package dev.winnow.ops.top;

/**
 * What the metrics of an instance say of a bundle; null where they do not.
 *
 * @param p50AgeMillis half of the records of the last minute were younger when their result was written
 * @param p99AgeMillis 99 of 100 were
 * @param deadLetters since the instance started
 * @param batchDocuments mean of the last minute
 * @param batchTokens likewise
 */
public record Figures(
        Double p50AgeMillis, Double p99AgeMillis, Double deadLetters, Double batchDocuments, Double batchTokens) {

    /** An instance without metrics. */
    public static final Figures NONE = new Figures(null, null, null, null, null);
}
