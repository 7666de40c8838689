package dev.winnow.ops.cli;

import dev.winnow.ops.knob.KnobTarget;
import dev.winnow.ops.knob.PolicyTopic;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.ManualOffset;
import dev.winnow.topology.control.Policy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command has that asks for a policy. */
final class KnobOptions {

    @Mixin
    private ConnectionOptions connection;

    @Option(
            names = "--bundle",
            required = true,
            paramLabel = "BUNDLE",
            description = "Whose knob: the name of a bundle, or its folder.")
    private String bundle;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Why, for the log and for others.")
    private String reason;

    @Option(names = "--author", paramLabel = "NAME", description = "Who asks for it (default: the name of the user).")
    private String author = System.getProperty("user.name", "");

    @Option(names = "--json", description = "What was asked for as one JSON object.")
    private boolean json;

    WinnowConfig config() {
        return connection.load().value();
    }

    KnobTarget target(WinnowConfig config) {
        return KnobTarget.of(bundle, config);
    }

    boolean json() {
        return json;
    }

    Policy policy(Optional<ManualOffset> manual, Optional<AutoPolicy> auto) {
        return new Policy(manual, auto, author, reason, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    /** What the control topic says of the controller of the bundle. */
    static Optional<AutoPolicy> autoOf(PolicyTopic topic, KnobTarget target) {
        return topic.policyOf(target.name()).flatMap(Policy::auto);
    }
}
