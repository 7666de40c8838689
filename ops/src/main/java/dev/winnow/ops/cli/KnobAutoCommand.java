package dev.winnow.ops.cli;

import dev.winnow.ops.knob.KnobTarget;
import dev.winnow.ops.knob.PolicyTopic;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.knob.PolicyCheck;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code winnow knob auto}. */
@Command(
        name = "auto",
        description =
                "Lets every instance hold a latency objective by itself: as accurate as its load allows, never worse than"
                        + " the floor. Ends a manual offset. What is not given stays as it was asked for last.",
        footer = {
            "  winnow knob auto --bundle moderation --objective 500ms --min-accuracy 0.67",
            "  winnow knob auto --bundle topics --most 0.5   other bounds, the same objective"
        })
final class KnobAutoCommand implements Callable<Integer> {

    @Mixin
    private KnobOptions options;

    @Mixin
    private PolicyOptions asked;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Logs.showWarningsOnly();
        WinnowConfig config = options.config();
        KnobTarget target = options.target(config);
        try (PolicyTopic topic = PolicyTopic.open(config)) {
            AutoPolicy auto = checked(KnobOptions.autoOf(topic, target), target);
            new KnobWrite(spec, options.json(), topic, target)
                    .write(options.policy(Optional.empty(), Optional.of(auto)));
        }
        return 0;
    }

    private AutoPolicy checked(Optional<AutoPolicy> last, KnobTarget target) {
        try {
            AutoPolicy auto = asked.over(last.orElse(PolicyOptions.DEFAULTS));
            if (target.found()) {
                new PolicyCheck(target.name(), target.calibration()).check(auto);
            }
            return auto;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
