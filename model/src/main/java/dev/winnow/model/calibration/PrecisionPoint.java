package dev.winnow.model.calibration;

import dev.winnow.model.encoder.Precision;

/**
 * What one number format gives at one δ offset.
 *
 * @param precision the number format
 * @param offset the δ offset
 * @param accuracy share of right labels
 * @param agreement share of documents that get the label that {@link Precision#FP32} gives them at this offset
 */
public record PrecisionPoint(Precision precision, double offset, double accuracy, double agreement) {}
