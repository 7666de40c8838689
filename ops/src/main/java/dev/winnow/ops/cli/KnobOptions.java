package dev.winnow.ops.cli;

import dev.winnow.ops.knob.KnobChange;
import dev.winnow.ops.knob.KnobTarget;
import dev.winnow.ops.knob.Signature;
import dev.winnow.ops.knob.WrittenPolicy;
import dev.winnow.topology.config.WinnowConfig;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

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

    /** Makes the change and says what it means. */
    int ask(CommandSpec spec, KnobChange change) {
        Logs.showWarningsOnly();
        WinnowConfig config = connection.load().value();
        try {
            WrittenPolicy written =
                    WrittenPolicy.write(config, KnobTarget.of(bundle, config), change, new Signature(author, reason));
            new KnobWritten(spec, json).say(written);
            return 0;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
