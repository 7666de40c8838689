package dev.winnow.ops.cli;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.knob.KnobChange;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow knob set}. */
@Command(
        name = "set",
        description =
                "Sets the offset of a bundle by hand, on all instances, whatever their load; a controller waits until"
                        + " it ends.",
        footer = {
            "  winnow knob set --bundle moderation 0.25 --for 30m --reason \"release day\"",
            "  winnow knob set --bundle topics -1       the full encoder until further notice"
        })
final class KnobSetCommand implements Callable<Integer> {

    @Mixin
    private KnobOptions options;

    @Parameters(
            paramLabel = "OFFSET",
            converter = OffsetConverter.class,
            description = "-1 is the full encoder, 0 as trained, up to 1 faster.")
    private DeltaOffset offset;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "End by itself after so long, for instance 30m (default: never).")
    private Duration duration;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return options.ask(spec, new KnobChange.Manual(offset, Optional.ofNullable(duration)));
    }
}
