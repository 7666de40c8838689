package dev.winnow.ops.cli;

import dev.winnow.ops.knob.KnobChange;
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
        return options.ask(spec, new KnobChange.Release(all));
    }
}
