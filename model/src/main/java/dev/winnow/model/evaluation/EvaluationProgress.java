package dev.winnow.model.evaluation;

import java.util.Locale;

/**
 * Hears how far a measurement is, from several threads. One that throws ends the measurement within a micro-batch: its exception
 * reaches the caller as it is.
 */
@FunctionalInterface
public interface EvaluationProgress {
    /** Nobody listens. */
    EvaluationProgress SILENT = (phase, done, total) -> {};

    /** What is being done. */
    enum Phase {
        /** The ranges of activations are measured. */
        OBSERVE,
        /** The offset of a speed-up is looked for on the validation split. */
        SEARCH,
        /** The split is classified, once per offset. */
        CLASSIFY,
        /** The same documents are timed at one offset after the other, several times. */
        TIME,
        /** Tokens are scored and compared with human rationales. */
        SCORE;

        /** Name of the phase for people. */
        public String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code done} of {@code total} steps of the phase are done; the total may grow as an open search goes on. */
    void update(Phase phase, long done, long total);
}
