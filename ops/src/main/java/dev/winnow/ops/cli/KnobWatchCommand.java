package dev.winnow.ops.cli;

import dev.winnow.ops.knob.Instances;
import dev.winnow.ops.knob.PolicyEntry;
import dev.winnow.ops.knob.PolicyTopic;
import dev.winnow.topology.config.WinnowConfig;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code winnow knob watch}. */
@Command(
        name = "watch",
        description =
                "Shows the policies, and then each change as it comes, until Ctrl-C; with --instance the offsets of"
                        + " instances as they move.",
        footer = {
            "  winnow knob watch --config production.yaml",
            "  winnow knob watch --instance http://127.0.0.1:9464 --for 10m"
        })
final class KnobWatchCommand implements Callable<Integer> {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    @Mixin
    private ConnectionOptions options;

    @Mixin
    private InstanceOptions instances;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Stop after so long (default: never).")
    private Duration duration;

    @Option(names = "--json", description = "One JSON object for each change.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final Map<String, List<String>> lastLines = new HashMap<>();

    @Override
    public Integer call() {
        Logs.showWarningsOnly();
        WinnowConfig config = options.load().value();
        Instances asked = new Instances(instances.client(config.management()), instances.addresses());
        long start = System.nanoTime();
        try (PolicyTopic topic = PolicyTopic.open(config)) {
            topic.entries().forEach(this::say);
            do {
                asked.ask().forEach(this::sayIfChanged);
                topic.changes(LOOK_AGAIN).forEach(this::say);
            } while (duration == null || System.nanoTime() - start < duration.toNanos());
        }
        return 0;
    }

    private void say(PolicyEntry entry) {
        print(json ? List.of(Json.line(KnobLines.PolicyLine.of(entry))) : KnobLines.of(entry));
    }

    private void sayIfChanged(Instances.Said said) {
        List<String> lines = KnobLines.of(said);
        if (!lines.equals(lastLines.put(said.instance(), lines))) {
            print(json ? List.of(Json.line(said)) : lines);
        }
    }

    private void print(List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        String time = TIME.format(LocalTime.now(ZoneId.systemDefault()));
        lines.forEach(line -> out.println(json ? line : time + " " + line));
        out.flush();
    }
}
