package dev.winnow.model.calibration;

import dev.winnow.model.encoder.Precision;

/**
 * What the ratios of documents a second were measured with. They are promised for that alone: a faster number format speeds up
 * the linear layers, and the full encoder has more of them to compute than a reduced one.
 *
 * @param precision number format of the encoder
 * @param workers micro-batches computed at the same time, one thread each
 */
public record TimedWith(Precision precision, int workers) {
    public TimedWith {
        if (workers < 1) {
            throw new IllegalArgumentException("documents are timed with 1 worker at least, not " + workers);
        }
    }
}
