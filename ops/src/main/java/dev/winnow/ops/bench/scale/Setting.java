package dev.winnow.ops.bench.scale;

/**
 * One row.
 *
 * @param documents sent at once
 * @param partitions of input and output
 * @param workers micro-batches computed at the same time
 */
public record Setting(int documents, int partitions, int workers) {
    public Setting {
        if (documents < 1 || partitions < 1 || workers < 1) {
            throw new IllegalArgumentException("documents, partitions and workers are 1 or more, not %d, %d and %d"
                    .formatted(documents, partitions, workers));
        }
    }
}
