package dev.winnow.model.evaluation;

/**
 * What one pass over the documents of a split gave.
 *
 * @param predicted the class found for each document
 * @param fullFlops what the full encoder would have spent on them
 * @param spentFlops what was spent
 * @param keptTokens share of their tokens that went through every layer
 * @param seconds from the first text to the last prediction, tokenizing included
 */
record SplitRun(int[] predicted, double fullFlops, double spentFlops, double keptTokens, double seconds) {

    double flopsSpeedup() {
        return fullFlops / spentFlops;
    }

    double documentsPerSecond() {
        return predicted.length / seconds;
    }

    /** Share of documents that got the same class in both runs. */
    double agreement(SplitRun other) {
        int same = 0;
        for (int i = 0; i < predicted.length; i++) {
            if (predicted[i] == other.predicted[i]) {
                same++;
            }
        }
        return (double) same / predicted.length;
    }
}
