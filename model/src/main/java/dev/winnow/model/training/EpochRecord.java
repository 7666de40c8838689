package dev.winnow.model.training;

import java.util.List;

/**
 * One point of a loss curve.
 *
 * @param epoch from 1
 * @param loss mean over the epoch's steps, penalties included
 * @param crossEntropy its first part
 * @param validation measured after the epoch, by rising δ offset
 * @param thresholds η of each layer after the epoch; empty where nothing is reduced
 * @param meanTokens tokens that enter each layer, mean over the epoch's documents; empty where nothing is reduced
 */
public record EpochRecord(
        int epoch,
        double loss,
        double crossEntropy,
        List<ValidationPoint> validation,
        List<Double> thresholds,
        List<Double> meanTokens) {
    public EpochRecord {
        validation = List.copyOf(validation);
        thresholds = List.copyOf(thresholds);
        meanTokens = List.copyOf(meanTokens);
    }
}
