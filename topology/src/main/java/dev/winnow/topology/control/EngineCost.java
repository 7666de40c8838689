package dev.winnow.topology.control;

import java.util.Optional;

/**
 * What documents have cost the engine lately.
 *
 * @param secondsPerDocument time of one worker for one document
 * @param tokensPerDocument mean length of the documents, before any token is dropped
 */
public record EngineCost(double secondsPerDocument, double tokensPerDocument) {

    private static final double MICROS = 1e-6;

    public EngineCost {
        if (!(secondsPerDocument > 0 && secondsPerDocument < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a document takes time, not " + secondsPerDocument + " s");
        }
        if (!(tokensPerDocument >= 1 && tokensPerDocument < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a document has a token at least, not " + tokensPerDocument);
        }
    }

    /**
     * What so many documents have cost.
     *
     * @param engineMicros microseconds of all workers together
     * @return empty when nothing was computed
     */
    public static Optional<EngineCost> of(long documents, long tokens, long engineMicros) {
        return documents == 0 || engineMicros <= 0 || tokens < documents
                ? Optional.empty()
                : Optional.of(new EngineCost(engineMicros * MICROS / documents, (double) tokens / documents));
    }

    /** Time of one worker for one token. */
    public double secondsPerToken() {
        return secondsPerDocument / tokensPerDocument;
    }
}
