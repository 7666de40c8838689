package dev.winnow.ops.stream;

import dev.winnow.ops.cli.Cli;
import java.util.ArrayList;
import java.util.List;

/** {@code winnow knob}, as somebody at a terminal asks it for a control topic of the shared broker. */
final class KnobCli {

    private KnobCli() {}

    static Cli run(String topic, String... command) {
        List<String> arguments = new ArrayList<>(List.of("knob"));
        arguments.addAll(List.of(command));
        arguments.addAll(List.of(
                "--bootstrap-servers",
                Services.bootstrapServers(),
                "--registry",
                Services.registry().url(),
                "--set",
                "registry.auto-register=true",
                "--set",
                "control.topic=" + topic));
        return Cli.run(arguments.toArray(String[]::new));
    }
}
