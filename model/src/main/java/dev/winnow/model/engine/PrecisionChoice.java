package dev.winnow.model.engine;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.calibration.PrecisionProfile;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.encoder.Processor;
import java.util.Locale;
import java.util.Optional;

/** The number format that somebody asks for: a certain one, or the best for each bundle. */
public enum PrecisionChoice {
    /**
     * The fastest that loses at most {@link PrecisionProfile#MOST_LOST} of the accuracy, as the bundle says, and that the
     * processor has instructions for; {@link Precision#FP32} for a bundle that says nothing.
     */
    AUTO,
    FP32,
    BF16,
    INT8;

    /** A certain one. */
    public static PrecisionChoice of(Precision precision) {
        return valueOf(precision.name());
    }

    /** The name in configuration, tables and JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that is asked for by name; empty for {@link #AUTO}. */
    public Optional<Precision> named() {
        return this == AUTO ? Optional.empty() : Optional.of(Precision.valueOf(name()));
    }

    /** What that means for a bundle on a processor. */
    public Precision precision(Bundle bundle, Processor processor) {
        return named().orElseGet(() -> bundle.precisions()
                .map(profile -> profile.fastest(processor.precisions()))
                .orElse(Precision.FP32));
    }
}
