package dev.winnow.ops.cli;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.knob.AutoWish;
import dev.winnow.topology.control.AutoPolicy;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What a controller is to hold, and the means it has. */
final class PolicyOptions {

    @Option(
            names = "--objective",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "99 of 100 results are to be readable before their records are this old (default: 500ms).")
    private Duration objective;

    @Option(
            names = "--min-accuracy",
            paramLabel = "SHARE",
            description = "Least accuracy by the bundle's calibration, 0 to 1; 0 for any (default: any).")
    private Double minAccuracy;

    @Option(
            names = "--min-agreement",
            paramLabel = "SHARE",
            description = "Least share of documents with the full encoder's label, 0 to 1; 0 for any (default: any).")
    private Double minAgreement;

    @Option(
            names = "--least",
            paramLabel = "OFFSET",
            converter = OffsetConverter.class,
            description = "The offset without load (default: -1).")
    private DeltaOffset least;

    @Option(
            names = "--most",
            paramLabel = "OFFSET",
            converter = OffsetConverter.class,
            description = "The fastest offset, where the floor allows it (default: 1).")
    private DeltaOffset most;

    @Option(
            names = "--slew",
            paramLabel = "N",
            description = "How much the offset may rise in a second (default: " + AutoPolicy.DEFAULT_SLEW + ").")
    private Double slew;

    /** What was given. */
    AutoWish wish() {
        return new AutoWish(objective, minAccuracy, minAgreement, least, most, slew);
    }
}
