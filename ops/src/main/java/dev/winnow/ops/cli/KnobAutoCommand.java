package dev.winnow.ops.cli;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.knob.KnobTarget;
import dev.winnow.ops.knob.PolicyTopic;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.control.QualityFloor;
import dev.winnow.topology.knob.PolicyCheck;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
    private static final double FASTEST = 1;
    private static final double SLEW = 1;

    @Mixin
    private KnobOptions options;

    @Option(
            names = "--objective",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "99 of 100 records are to have their result before they are so old, for instance 500ms.")
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
            description = "The offset without load (default: model.delta-offset).")
    private DeltaOffset least;

    @Option(
            names = "--most",
            paramLabel = "OFFSET",
            converter = OffsetConverter.class,
            description = "The fastest offset, where the floor allows it (default: " + FASTEST + ").")
    private DeltaOffset most;

    @Option(
            names = "--slew",
            paramLabel = "N",
            description = "How much the offset may rise in a second (default: " + SLEW + ").")
    private Double slew;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Logs.showWarningsOnly();
        WinnowConfig config = options.config();
        KnobTarget target = options.target(config);
        try (PolicyTopic topic = PolicyTopic.open(config)) {
            Policy policy = options.policy(Optional.empty(), Optional.of(checked(topic, target, config)));
            new KnobWrite(spec, options.json(), topic, target).write(policy);
        }
        return 0;
    }

    private AutoPolicy checked(PolicyTopic topic, KnobTarget target, WinnowConfig config) {
        try {
            AutoPolicy auto = auto(KnobOptions.autoOf(topic, target), config);
            if (target.found()) {
                new PolicyCheck(target.name(), target.calibration()).check(auto);
            }
            return auto;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private AutoPolicy auto(Optional<AutoPolicy> last, WinnowConfig config) {
        QualityFloor floor = last.map(AutoPolicy::floor).orElse(QualityFloor.NONE);
        return new AutoPolicy(
                given(objective)
                        .or(() -> last.map(AutoPolicy::objective))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "nobody has asked for an objective yet; say it with --objective, for instance 500ms")),
                new QualityFloor(
                        minAccuracy == null ? floor.accuracy() : OptionalDouble.of(minAccuracy),
                        minAgreement == null ? floor.agreement() : OptionalDouble.of(minAgreement)),
                given(least).or(() -> last.map(AutoPolicy::least)).orElseGet(() -> config.model()
                        .offset()),
                given(most).or(() -> last.map(AutoPolicy::most)).orElse(new DeltaOffset(FASTEST)),
                given(slew).or(() -> last.map(AutoPolicy::slew)).orElse(SLEW));
    }

    private static <T> Optional<T> given(T option) {
        return Optional.ofNullable(option);
    }
}
