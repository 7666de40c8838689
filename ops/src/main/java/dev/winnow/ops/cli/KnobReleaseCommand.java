package dev.winnow.ops.cli;

import dev.winnow.ops.knob.KnobTarget;
import dev.winnow.ops.knob.PolicyTopic;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.control.AutoPolicy;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code winnow knob release}. */
@Command(
        name = "release",
        description =
                "Ends a manual offset: the controller goes on, where one was asked for, else the configured offset holds"
                        + " again. With --all the controller ends too.",
        footer = {
            "  winnow knob release --bundle moderation",
            "  winnow knob release --bundle moderation --all   forget every policy of the bundle"
        })
final class KnobReleaseCommand implements Callable<Integer> {

    @Mixin
    private KnobOptions options;

    @Option(names = "--all", description = "Take the whole policy back.")
    private boolean all;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Logs.showWarningsOnly();
        WinnowConfig config = options.config();
        KnobTarget target = options.target(config);
        try (PolicyTopic topic = PolicyTopic.open(config)) {
            KnobWrite write = new KnobWrite(spec, options.json(), topic, target);
            Optional<AutoPolicy> auto = KnobOptions.autoOf(topic, target);
            if (all || auto.isEmpty()) {
                write.remove();
            } else {
                write.write(options.policy(Optional.empty(), auto));
            }
        }
        return 0;
    }
}
