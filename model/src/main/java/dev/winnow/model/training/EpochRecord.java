package dev.winnow.model.training;

import java.util.List;

/**
 * One point of a loss curve.
 *
 * @param epoch from 1
 * @param loss mean over the epoch's steps, penalties included
 * @param task its first part: cross-entropy, or its mixture with distillation
 * @param validation measured after the epoch, by rising δ offset
 * @param thresholds η of each layer after the epoch; empty where nothing is reduced
 */
public record EpochRecord(
        int epoch, double loss, double task, List<ValidationPoint> validation, List<Double> thresholds) {
    public EpochRecord {
        validation = List.copyOf(validation);
        thresholds = List.copyOf(thresholds);
    }
}
