package dev.winnow.ops.cli;

import picocli.CommandLine.Command;

/** {@code winnow knob}: how much of the documents is computed, while instances run. */
@Command(
        name = "knob",
        description =
                "Says and shows how much of the documents the instances leave out: by hand, or by a latency objective"
                        + " that they hold by themselves. Policies go through the control topic (control.topic) to all instances; it"
                        + " works while none runs.",
        subcommands = {
            KnobShowCommand.class,
            KnobSetCommand.class,
            KnobAutoCommand.class,
            KnobReleaseCommand.class,
            KnobWatchCommand.class
        },
        footer = {
            "  winnow knob show --instance http://127.0.0.1:9464",
            "  winnow knob set --bundle moderation 0.25 --for 30m --reason \"release day\"",
            "  winnow knob auto --bundle moderation --objective 500ms --min-accuracy 0.67",
            "  winnow knob release --bundle moderation  end the manual offset"
        })
final class KnobCommand {}
