package dev.winnow.model.engine;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.calibration.PrecisionProfile;
import dev.winnow.model.encoder.Precision;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The number format that somebody asks for: a certain one, or the best for each bundle. */
public enum PrecisionChoice {
    /**
     * The fastest that loses at most {@link PrecisionProfile#MOST_LOST} of the accuracy, as the bundle says, and that the
     * processor or the GPU has instructions for; {@link Precision#FP32} for a bundle that says nothing. Never
     * {@link Precision#FP16}, whose accuracy no bundle knows.
     */
    AUTO,
    FP32,
    BF16,
    FP16,
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

    /** What that means for a bundle where there are instructions for these. */
    public Precision precision(Bundle bundle, Set<Precision> supported) {
        return named().orElseGet(() ->
                bundle.precisions().map(profile -> profile.fastest(supported)).orElse(Precision.FP32));
    }
}
