package dev.winnow.ops.cli;

import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.ops.knob.KnobTarget;
import dev.winnow.ops.knob.PolicyText;
import dev.winnow.ops.knob.PolicyTopic;
import dev.winnow.ops.management.PolicyAnswer;
import dev.winnow.topology.control.ManualOffset;
import dev.winnow.topology.control.Policy;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Writes a policy and says what it means. */
final class KnobWrite {

    private final CommandSpec spec;
    private final boolean json;
    private final PolicyTopic topic;
    private final KnobTarget target;

    KnobWrite(CommandSpec spec, boolean json, PolicyTopic topic, KnobTarget target) {
        this.spec = spec;
        this.json = json;
        this.topic = topic;
        this.target = target;
    }

    /**
     * What {@code --json} prints.
     *
     * @param bundle whose policy
     * @param policy what was asked for; null where it was taken back
     * @param expectedAccuracy of its manual offset; null where nobody measured it or there is none
     * @param expectedAgreement with the full encoder, likewise
     * @param topic the control topic
     * @param recordOffset where the record lies
     */
    record Written(
            String bundle,
            PolicyAnswer policy,
            Double expectedAccuracy,
            Double expectedAgreement,
            String topic,
            long recordOffset) {}

    /** Asks for a policy. */
    void write(Policy policy) {
        say(Optional.of(policy), topic.write(target.name(), policy));
    }

    /** Takes the policy back. */
    void remove() {
        say(Optional.empty(), topic.remove(target.name()));
    }

    private void say(Optional<Policy> policy, long recordOffset) {
        Optional<ManualOffset> manual = policy.flatMap(Policy::manual);
        Optional<CalibrationPoint> expected = manual.flatMap(this::expected);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.line(new Written(
                    target.name(),
                    policy.map(PolicyAnswer::of).orElse(null),
                    expected.map(CalibrationPoint::accuracy).orElse(null),
                    expected.map(CalibrationPoint::agreement).orElse(null),
                    topic.name(),
                    recordOffset)));
        } else {
            String asked = policy.map(asks -> PolicyText.of(asks, Instant.now()))
                    .orElse("no policy; the configured offset holds");
            out.printf("%s: %s%n", EscapedText.line(target.name()), asked);
            expected.ifPresent(point -> out.printf(
                    "expected: accuracy %.3f, agreement %.3f, %.1fx the documents a second of the full encoder%n",
                    point.accuracy(), point.agreement(), point.throughputRatio()));
            out.printf("all replicas in sync have it: record %d of '%s'%n", recordOffset, topic.name());
        }
        out.flush();
        warn(manual, expected);
    }

    private Optional<CalibrationPoint> expected(ManualOffset manual) {
        return target.calibration()
                .flatMap(curve -> curve.measuredAt(manual.offset().value()));
    }

    private void warn(Optional<ManualOffset> manual, Optional<CalibrationPoint> expected) {
        if (!target.found()) {
            warn("bundle '%s' does not lie here: whether it can do that, its instances decide");
        } else if (manual.isPresent() && target.calibration().isEmpty()) {
            warn("bundle '%s' has no calibration: nobody knows what an offset costs it");
        } else if (manual.isPresent() && expected.isEmpty()) {
            warn("the offset is outside of what was measured of bundle '%s': nobody knows what it costs");
        }
    }

    private void warn(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("winnow: warning: " + text.formatted(EscapedText.line(target.name())));
        err.flush();
    }
}
