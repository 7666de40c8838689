package dev.winnow.topology.knob;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.ManualOffset;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.control.QualityFloor;
import dev.winnow.v1.AutoControl;
import dev.winnow.v1.ControlPolicy;
import dev.winnow.v1.ManualOverride;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Policies as they stand on the control topic, and back. */
public final class PolicyRecords {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
    private static final int LONGEST_AUTHOR = 200;
    private static final int LONGEST_REASON = 1_000;

    private PolicyRecords() {}

    /**
     * Reads a policy.
     *
     * @throws IllegalArgumentException when it asks for something that no bundle can do; the message says what
     */
    public static Policy read(ControlPolicy written) {
        return new Policy(
                Optional.ofNullable(written.getManual()).map(PolicyRecords::manual),
                Optional.ofNullable(written.getAuto()).map(PolicyRecords::auto),
                bounded("author", written.getAuthor(), LONGEST_AUTHOR),
                bounded("reason", written.getReason(), LONGEST_REASON),
                written.getSince());
    }

    /** Author and reason go to logs and terminals as they are: they are short and move no cursor. */
    private static String bounded(String field, String text, int longest) {
        if (text.length() > longest) {
            throw new IllegalArgumentException(
                    "the %s has %d characters; %d are the most".formatted(field, text.length(), longest));
        }
        return CONTROL.matcher(text).replaceAll(" ");
    }

    private static ManualOffset manual(ManualOverride written) {
        return new ManualOffset(new DeltaOffset(written.getOffset()), Optional.ofNullable(written.getUntil()));
    }

    private static AutoPolicy auto(AutoControl written) {
        return new AutoPolicy(
                Duration.ofMillis(written.getObjectiveMillis()),
                new QualityFloor(optional(written.getMinAccuracy()), optional(written.getMinAgreement())),
                new DeltaOffset(written.getLeastOffset()),
                new DeltaOffset(written.getMostOffset()),
                written.getSlew());
    }

    private static OptionalDouble optional(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /**
     * Writes a policy; times keep their milliseconds.
     *
     * @throws IllegalArgumentException when its author or reason is too long
     */
    public static ControlPolicy write(Policy policy) {
        return ControlPolicy.newBuilder()
                .setManual(policy.manual().map(PolicyRecords::manual).orElse(null))
                .setAuto(policy.auto().map(PolicyRecords::auto).orElse(null))
                .setAuthor(bounded("author", policy.author(), LONGEST_AUTHOR))
                .setReason(bounded("reason", policy.reason(), LONGEST_REASON))
                .setSince(policy.since().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    private static ManualOverride manual(ManualOffset manual) {
        return ManualOverride.newBuilder()
                .setOffset(manual.offset().value())
                .setUntil(manual.until()
                        .map(until -> until.truncatedTo(ChronoUnit.MILLIS))
                        .orElse(null))
                .build();
    }

    private static AutoControl auto(AutoPolicy auto) {
        return AutoControl.newBuilder()
                .setObjectiveMillis(auto.objective().toMillis())
                .setMinAccuracy(nullable(auto.floor().accuracy()))
                .setMinAgreement(nullable(auto.floor().agreement()))
                .setLeastOffset(auto.least().value())
                .setMostOffset(auto.most().value())
                .setSlew(auto.slew())
                .build();
    }

    private static Double nullable(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
