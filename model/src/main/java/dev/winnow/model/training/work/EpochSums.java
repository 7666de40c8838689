package dev.winnow.model.training.work;

/**
 * Sums over the documents of an epoch that is under way.
 *
 * @param documents how many there were
 * @param loss their losses
 * @param task the first part of those
 */
public record EpochSums(long documents, double loss, double task) {
    /** Of no document. */
    public static final EpochSums ZERO = new EpochSums(0, 0, 0);

    /** With a step's batch of this size added. */
    public EpochSums plus(int size, double meanLoss, double meanTask) {
        return new EpochSums(documents + size, loss + size * meanLoss, task + size * meanTask);
    }

    public double meanLoss() {
        return loss / Math.max(1, documents);
    }

    public double meanTask() {
        return task / Math.max(1, documents);
    }
}
