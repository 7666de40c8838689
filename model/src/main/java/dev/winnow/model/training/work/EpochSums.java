package dev.winnow.model.training.work;

import java.util.ArrayList;
import java.util.List;

/**
 * Sums over the documents of an epoch that is under way.
 *
 * @param documents how many there were
 * @param loss their losses
 * @param crossEntropy their cross-entropies
 * @param tokens tokens that entered each layer; empty where nothing is reduced
 */
public record EpochSums(long documents, double loss, double crossEntropy, List<Double> tokens) {
    /** Of no document. */
    public static final EpochSums ZERO = new EpochSums(0, 0, 0, List.of());

    public EpochSums {
        tokens = List.copyOf(tokens);
    }

    /**
     * With a step's batch added.
     *
     * @param size documents of the batch
     * @param meanLoss their mean loss
     * @param meanCrossEntropy their mean cross-entropy
     * @param meanTokens their mean of tokens in each layer; empty where nothing is reduced
     */
    public EpochSums plus(int size, double meanLoss, double meanCrossEntropy, List<Double> meanTokens) {
        List<Double> added = new ArrayList<>();
        for (int l = 0; l < meanTokens.size(); l++) {
            added.add((tokens.isEmpty() ? 0 : tokens.get(l)) + size * meanTokens.get(l));
        }
        return new EpochSums(
                documents + size, loss + size * meanLoss, crossEntropy + size * meanCrossEntropy, added);
    }

    public double meanLoss() {
        return loss / Math.max(1, documents);
    }

    public double meanCrossEntropy() {
        return crossEntropy / Math.max(1, documents);
    }

    /** Mean tokens that enter each layer. */
    public List<Double> meanTokens() {
        return tokens.stream().map(sum -> sum / Math.max(1, documents)).toList();
    }
}
