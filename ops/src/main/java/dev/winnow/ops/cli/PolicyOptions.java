package dev.winnow.ops.cli;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.QualityFloor;
import java.time.Duration;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** What a controller is to hold, and the means it has. */
final class PolicyOptions {

    /** Where nobody has asked for anything. */
    static final AutoPolicy DEFAULTS = new AutoPolicy(
            Duration.ofMillis(500), QualityFloor.NONE, DeltaOffset.FULL, new DeltaOffset(1), AutoPolicy.DEFAULT_SLEW);

    @Option(
            names = "--objective",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "99 of 100 results are to be readable before their records are this old (default: 500ms).")
    private Duration objective;

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

    /**
     * What was given, and the rest from another policy.
     *
     * @throws IllegalArgumentException where the options contradict each other or are out of range
     */
    AutoPolicy over(AutoPolicy other) {
        return new AutoPolicy(
                given(objective, other.objective()),
                new QualityFloor(
                        share(minAccuracy, other.floor().accuracy()),
                        share(minAgreement, other.floor().agreement())),
                given(least, other.least()),
                given(most, other.most()),
                given(slew, other.slew()));
    }

    private static <T> T given(T option, T otherwise) {
        return option == null ? otherwise : option;
    }

    private static OptionalDouble share(Double option, OptionalDouble otherwise) {
        return option == null ? otherwise : OptionalDouble.of(option);
    }
}
