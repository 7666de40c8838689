package dev.winnow.ops.cli;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.QualityFloor;
import java.time.Duration;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** What a controller is to hold, and the means it has. */
final class PolicyOptions {

    @Option(
            names = "--objective",
            defaultValue = "500ms",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "99 of 100 results are to be readable before their records are this old (default:"
                    + " ${DEFAULT-VALUE}).")
    Duration objective;

    @Option(
            names = "--min-accuracy",
            paramLabel = "SHARE",
            description = "Least accuracy by the bundle's calibration, 0 to 1 (default: any).")
    private Double minAccuracy;

    @Option(
            names = "--min-agreement",
            paramLabel = "SHARE",
            description = "Least share of documents with the full encoder's label, 0 to 1 (default: any).")
    private Double minAgreement;

    @Option(
            names = "--least",
            defaultValue = "-1",
            paramLabel = "OFFSET",
            converter = OffsetConverter.class,
            description = "The offset without load (default: ${DEFAULT-VALUE}).")
    private DeltaOffset least;

    @Option(
            names = "--most",
            defaultValue = "1",
            paramLabel = "OFFSET",
            converter = OffsetConverter.class,
            description = "The fastest offset, where the floor allows it (default: ${DEFAULT-VALUE}).")
    private DeltaOffset most;

    @Option(
            names = "--slew",
            paramLabel = "N",
            description = "How much the offset may rise in a second (default: " + AutoPolicy.DEFAULT_SLEW + ").")
    private double slew = AutoPolicy.DEFAULT_SLEW;

    /** @throws IllegalArgumentException where the options contradict each other or are out of range */
    AutoPolicy policy() {
        return new AutoPolicy(objective, new QualityFloor(share(minAccuracy), share(minAgreement)), least, most, slew);
    }

    private static OptionalDouble share(Double given) {
        return given == null ? OptionalDouble.empty() : OptionalDouble.of(given);
    }
}
