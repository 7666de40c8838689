package dev.winnow.ops.cli;

import dev.winnow.ops.knob.KnobChange;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code winnow knob auto}. */
@Command(
        name = "auto",
        description =
                "Lets every instance hold a latency objective by itself: as accurate as its load allows, never worse than"
                        + " the floor. Ends a manual offset. What is not given stays as it was asked for last.",
        footer = {
            "  winnow knob auto --bundle moderation --objective 500ms --min-accuracy 0.67",
            "  winnow knob auto --bundle topics --most 0.5   other bounds, the same objective",
            "  winnow knob auto --bundle moderation --min-accuracy 0   the same without its floor"
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
        return options.ask(spec, new KnobChange.Auto(asked.wish()));
    }
}
