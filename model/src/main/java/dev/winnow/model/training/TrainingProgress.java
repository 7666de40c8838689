package dev.winnow.model.training;

/** Told how far a training is, so that a person who waits sees it move. Called from several threads. */
@FunctionalInterface
public interface TrainingProgress {

    /** What is being done. */
    enum Phase {
        /** Documents go through the encoder. */
        FEATURES("features"),
        /** The head is fitted; counted in optimizer steps over all penalties, of which early stopping may skip some. */
        FIT("fit"),
        /** The encoder is fine-tuned; counted in steps. */
        FINETUNE("finetune"),
        /** Saliencies and teacher logits of the training documents; counted in documents. */
        SALIENCY("saliency"),
        /** Encoder, contribution predictors and thresholds learn together; counted in steps. */
        REDUCE("reduce"),
        /** The written bundle is measured; counted in documents, then in timed runs. */
        MEASURE("measure"),
        /** The curve of the written bundle; counted in documents, then in timed runs. */
        CALIBRATE("calibrate"),
        /** The ranges of activations, and the written bundle in each precision; counted in documents. */
        PRECISIONS("precisions");

        private final String title;

        Phase(String title) {
            this.title = title;
        }

        /** A word for a progress bar. */
        public String title() {
            return title;
        }
    }

    /** {@code done} of {@code total} steps of the phase are done; the last call of a phase has both equal. */
    void update(Phase phase, long done, long total);

    /** A step of a training loop is done. */
    default void step(TrainingStep step) {
        update(step.phase(), step.step(), step.steps());
    }

    /** An epoch of a training loop is done and validated. */
    default void epoch(Phase phase, EpochRecord epoch) {}

    /** Tells nobody. */
    static TrainingProgress silent() {
        return (phase, done, total) -> {};
    }
}
