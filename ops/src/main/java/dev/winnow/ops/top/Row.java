package dev.winnow.ops.top;

import dev.winnow.ops.management.KnobAnswer.BundleAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A line of the table: what an instance does with a bundle, or the instance alone where it says nothing of bundles.
 *
 * @param at when the fleet was looked at
 */
record Row(Instant at, InstanceSnapshot instance, Optional<BundleSnapshot> bundle) {

    /** What somebody who was woken up should look at first, worst first. */
    enum Trouble {
        AWAY,
        NOT_READY,
        OVERLOADED,
        REFUSED,
        NONE
    }

    static List<Row> of(Snapshot fleet) {
        Instant at = Instant.parse(fleet.at());
        return fleet.instances().stream()
                .flatMap(instance -> instance.bundles().isEmpty()
                        ? Stream.of(new Row(at, instance, Optional.empty()))
                        : instance.bundles().stream().map(bundle -> new Row(at, instance, Optional.of(bundle))))
                .toList();
    }

    /** The same for the same bundle of the same instance. */
    String key() {
        return instance.instance() + " " + bundleName();
    }

    String bundleName() {
        return bundle.map(known -> known.knob().bundle()).orElse(Amount.NONE);
    }

    Trouble trouble() {
        if (instance.isAway()) {
            return Trouble.AWAY;
        }
        if (!instance.ready()) {
            return Trouble.NOT_READY;
        }
        if (bundle.filter(known -> known.knob().overloaded()).isPresent()) {
            return Trouble.OVERLOADED;
        }
        boolean refused = bundle.filter(known -> known.knob().refusal() != null).isPresent();
        return refused || !instance.reason().isEmpty() ? Trouble.REFUSED : Trouble.NONE;
    }

    /** The state of the instance, or what is worse about the bundle. */
    String state() {
        return trouble() == Trouble.OVERLOADED ? "overload" : instance.state();
    }

    /** What decides about the offset, in twelve characters: {@code auto 500ms}, {@code manual 23m}, {@code configured}. */
    String mode() {
        return bundle.map(BundleSnapshot::knob).map(this::mode).orElse(Amount.NONE);
    }

    private String mode(BundleAnswer knob) {
        if (knob.mode().equals("manual")
                && knob.policy() != null
                && knob.policy().manualUntil() != null) {
            return "manual " + timeUntil(knob.policy().manualUntil());
        }
        return knob.mode().equals("auto")
                        && knob.policy() != null
                        && knob.policy().objectiveMillis() != null
                ? "auto " + Amount.time(knob.policy().objectiveMillis())
                : knob.mode();
    }

    /** How long it is until then. */
    String timeUntil(String moment) {
        return Amount.time(
                Math.max(0, Duration.between(at, Instant.parse(moment)).toMillis()));
    }

    /** How long it has been since then. */
    String timeSince(String moment) {
        return Amount.time(
                Math.max(0, Duration.between(Instant.parse(moment), at).toMillis()));
    }
}
