package dev.winnow.model.probe;

/**
 * Pooled features of many documents.
 *
 * @param rows N documents
 * @param columns F features
 * @param values {@code [N, F]}, row by row
 */
record FeatureMatrix(int rows, int columns, float[] values) {
    FeatureMatrix {
        if (values.length != rows * columns) {
            throw new IllegalArgumentException(
                    "%d values do not fill %d rows of %d".formatted(values.length, rows, columns));
        }
    }

    /** A matrix of zeros. */
    static FeatureMatrix zeros(int rows, int columns) {
        long size = (long) rows * columns;
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "%d documents of %d features do not fit into one array; train on %d at most"
                            .formatted(rows, columns, (Integer.MAX_VALUE - 8) / columns));
        }
        return new FeatureMatrix(rows, columns, new float[(int) size]);
    }

    /** Where row {@code r} begins in {@link #values}. */
    int offset(int r) {
        return r * columns;
    }
}
