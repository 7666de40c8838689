package dev.winnow.topology.knob;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.control.Actuation;
import dev.winnow.topology.control.BatchShape;
import dev.winnow.topology.control.ControlLaw;
import dev.winnow.topology.control.ControlStep;
import dev.winnow.topology.control.ControllerState;
import dev.winnow.topology.control.LoadSample;
import dev.winnow.topology.control.OffsetReason;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.control.Policy.Mode;
import dev.winnow.topology.shadow.LiveQuality;
import dev.winnow.topology.shadow.QualityGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What is in force for one bundle on this instance, and why. It decides; whoever has it puts the offset into force. For one
 * thread, the status apart.
 */
final class Knob {

    private static final Logger LOG = LoggerFactory.getLogger(Knob.class);

    /** A controller at work moves the offset five times a second; people read a log at another pace. */
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(5);

    private static final String BY_CONFIGURATION = "configured";

    private final String bundle;
    private final Optional<CalibrationCurve> curve;
    private final DeltaOffset configuredOffset;
    private final BatchShape configuredBatch;
    private final ControlLaw.Source laws;
    private final LiveQuality quality;
    private Standing standing = Standing.NONE;
    private Mode mode = new Mode.Configured();
    private Optional<ControlLaw> controller = Optional.empty();
    private ControllerState state = ControllerState.START;
    private Optional<Actuation> wish = Optional.empty();
    private OffsetReason wishReason = OffsetReason.CONFIGURED;
    private OffsetReason reason = OffsetReason.CONFIGURED;
    private Actuation inForce;
    private Instant since;
    private String why = BY_CONFIGURATION;
    private Optional<LoadSample> load = Optional.empty();
    private Instant nextLog = Instant.MIN;
    private volatile KnobStatus status;

    /**
     * @param curve the bundle's calibration, if it has one
     * @param offset where nobody asks for another
     * @param batch micro-batches where no controller asks for others
     * @param laws make what decides where a policy asks for a controller
     * @param quality of the live documents
     */
    Knob(
            String bundle,
            Optional<CalibrationCurve> curve,
            DeltaOffset offset,
            BatchShape batch,
            ControlLaw.Source laws,
            LiveQuality quality,
            Instant now) {
        this.bundle = bundle;
        this.curve = curve;
        this.configuredOffset = offset;
        this.configuredBatch = batch;
        this.laws = laws;
        this.quality = quality;
        this.inForce = byHand(offset);
        this.since = now;
        publish(Duration.ZERO);
    }

    /** What people ask for from now on; {@link #decide} puts it into force. */
    void ask(Standing newStanding) {
        if (!newStanding.policy().equals(standing.policy())) {
            controller = newStanding
                    .policy()
                    .flatMap(Policy::auto)
                    .flatMap(auto -> curve.map(known -> laws.of(known, auto, configuredBatch)));
            wish = Optional.empty();
            quality.guard(newStanding
                    .policy()
                    .flatMap(Policy::auto)
                    .flatMap(auto -> curve.flatMap(known -> QualityGuard.of(known, auto.floor()))));
        }
        newStanding
                .refusal()
                .filter(refusal -> !newStanding.refusal().equals(standing.refusal()))
                .ifPresent(refusal -> LOG.atWarn()
                        .addKeyValue("bundle", bundle)
                        .addKeyValue("reason", refusal.reason())
                        .addKeyValue("recordOffset", refusal.recordOffset())
                        .log("a policy is refused; the last good one stays in force"));
        standing = newStanding;
    }

    /** The fastest offset that live documents allow. */
    DeltaOffset cap(DeltaOffset offsetInForce) {
        return quality.cap(offsetInForce);
    }

    /** The objective that is missed although the offset is the fastest allowed; empty where none is. */
    Optional<Duration> missedObjective() {
        return inForce.overloaded() && mode instanceof Mode.Auto auto
                ? Optional.of(auto.auto().objective())
                : Optional.empty();
    }

    /** Lets the controller see a period; it learns in every mode, and decides in its own. */
    void observe(LoadSample sample) {
        load = Optional.of(sample);
        controller.ifPresent(law -> {
            ControlStep step = law.next(state, sample);
            state = step.state();
            wish = Optional.of(step.actuation());
            wishReason = step.reason();
        });
    }

    /**
     * What is to be in force now.
     *
     * @param brokerAge how old the broker's figures are
     */
    Actuation decide(Instant now, Duration brokerAge) {
        Mode before = mode;
        mode = standing.policy().map(policy -> policy.mode(now)).orElseGet(Mode.Configured::new);
        Actuation next = next();
        boolean moved = !next.offset().equals(inForce.offset());
        String nextWhy = why();
        boolean asked = !mode.equals(before) || !nextWhy.equals(why);
        if (moved || asked) {
            log(now, next, nextWhy, asked);
            since = moved ? now : since;
            reason = moved ? reason(before) : reason;
            why = nextWhy;
        }
        if (next.overloaded() != inForce.overloaded()) {
            alarm(next);
        }
        inForce = next;
        publish(brokerAge);
        return next;
    }

    private Actuation next() {
        if (mode instanceof Mode.Manual manual) {
            return byHand(manual.manual().offset());
        } else if (mode instanceof Mode.Auto) {
            // Until its first period is over the controller has nothing to say, and what is in force stays.
            return wish.orElse(inForce);
        }
        return byHand(configuredOffset);
    }

    private OffsetReason reason(Mode before) {
        if (mode instanceof Mode.Manual) {
            return OffsetReason.MANUAL;
        } else if (before instanceof Mode.Manual manual && isStillAsked(manual)) {
            return OffsetReason.EXPIRED;
        }
        return mode instanceof Mode.Auto ? wishReason : OffsetReason.CONFIGURED;
    }

    private boolean isStillAsked(Mode.Manual manual) {
        return standing.policy().flatMap(Policy::manual).equals(Optional.of(manual.manual()));
    }

    private Actuation byHand(DeltaOffset offset) {
        return new Actuation(offset, configuredBatch, false);
    }

    private String why() {
        return standing.policy()
                .map(policy -> {
                    String who = policy.author() + (policy.reason().isEmpty() ? "" : ": " + policy.reason());
                    if (mode instanceof Mode.Manual) {
                        return "set by " + who;
                    }
                    return mode instanceof Mode.Auto ? "controller, asked for by " + who : BY_CONFIGURATION;
                })
                .orElse(BY_CONFIGURATION);
    }

    private void log(Instant now, Actuation next, String reason, boolean asked) {
        boolean worthALine = asked || !(mode instanceof Mode.Auto) || !now.isBefore(nextLog);
        LOG.atLevel(worthALine ? Level.INFO : Level.DEBUG)
                .addKeyValue("bundle", bundle)
                .addKeyValue("from", inForce.offset().value())
                .addKeyValue("to", next.offset().value())
                .addKeyValue("why", reason)
                .log("the knob is turned");
        if (worthALine) {
            nextLog = now.plus(LOG_INTERVAL);
        }
    }

    private void alarm(Actuation next) {
        LOG.atLevel(next.overloaded() ? Level.WARN : Level.INFO)
                .addKeyValue("bundle", bundle)
                .addKeyValue("offset", next.offset().value())
                .log(
                        next.overloaded()
                                ? "overloaded: no faster offset is allowed, and the objective is missed"
                                : "the overload is over");
    }

    private void publish(Duration brokerAge) {
        status = new KnobStatus(
                bundle,
                mode,
                inForce.offset(),
                curve.flatMap(known -> known.measuredAt(inForce.offset().value())),
                inForce.batch(),
                inForce.overloaded(),
                since,
                why,
                standing.policy(),
                standing.refusal(),
                load,
                brokerAge,
                quality.lately());
    }

    /** Why the offset in force was put there. */
    OffsetReason reason() {
        return reason;
    }

    /** As of the last decision; for any thread. */
    KnobStatus status() {
        return status;
    }
}
