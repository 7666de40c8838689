package dev.winnow.ops.cli;

import dev.winnow.ops.deadletters.LetterId;
import dev.winnow.ops.deadletters.LetterTopic;
import dev.winnow.ops.deadletters.Replay;
import dev.winnow.ops.deadletters.ReplayOptions;
import dev.winnow.ops.deadletters.ReplayResult;
import dev.winnow.ops.terminal.Progress;
import dev.winnow.ops.terminal.Terminal;
import dev.winnow.topology.config.WinnowConfig;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow dlq replay}. */
@Command(
        name = "replay",
        description =
                "Sends the records of dead letters back to the topics they came from, as they were, each exactly once:"
                        + " one that was sent again is skipped, however often this is run and whatever interrupts it. Records that"
                        + " fail meanwhile are left to the next run.",
        footer = {
            "  winnow dlq replay 0@17 0@21 --yes",
            "  winnow dlq replay --all --stage infer --since 2h --dry-run",
            "  winnow dlq replay --all --rate 100 --yes",
            "  winnow dlq replay 0@17 --to comments-by-hand"
        })
final class DlqReplayCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private LetterOptions letters;

    @Parameters(
            paramLabel = "PARTITION@OFFSET",
            converter = LetterIdConverter.class,
            description = "Where the dead letters lie, as 'winnow dlq list' says it.")
    private List<LetterId> ids = new ArrayList<>();

    @Option(names = "--all", description = "All of them, or all that --stage, --since and --source leave.")
    private boolean all;

    @Option(names = "--to", paramLabel = "TOPIC", description = "Send them to this topic instead.")
    private String to;

    @Option(names = "--dry-run", description = "Count what would be sent, and send nothing.")
    private boolean dryRun;

    @Option(names = "--rate", paramLabel = "N", description = "Records a second at most.")
    private Integer rate;

    @Option(
            names = "--max-replays",
            paramLabel = "N",
            defaultValue = "" + ReplayOptions.DEFAULT_MAX_REPLAYS,
            description = "Leave a record that was sent again so often and came back (default: ${DEFAULT-VALUE}).")
    private int maxReplays;

    @Option(
            names = "--as-of-now",
            description =
                    "Give the records the present as timestamp, for those that are older than what their topic keeps.")
    private boolean asOfNow;

    @Option(names = "--yes", description = "Send more than one record; at a terminal this is refused without it.")
    private boolean yes;

    @Option(names = "--json", description = "The counts as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    DlqReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logs.showWarningsOnly();
        ReplayOptions how = checked();
        WinnowConfig config = options.load().value();
        if (config.deadLetters().topic().equals(to)) {
            throw refused("'%s' is the dead-letter topic itself".formatted(to));
        }
        try (LetterTopic topic = LetterTopic.open(config);
                Replay replay = new Replay(config, topic, how)) {
            ReplayResult result = all ? all(topic, replay) : replay.these(ids);
            print(result);
            return result.failed() == 0 ? 0 : FAILED;
        }
    }

    private ReplayResult all(LetterTopic topic, Replay replay) {
        try (Progress progress =
                Progress.startLate("reading", terminal, spec.commandLine().getErr())) {
            topic.watch(progress::update);
            return replay.all(letters.filter());
        }
    }

    private ReplayOptions checked() {
        if (all != ids.isEmpty()) {
            throw refused("name dead letters as PARTITION@OFFSET, or all of them with --all");
        }
        if (!all && letters.any()) {
            throw refused("--stage, --since and --source choose among --all");
        }
        if (terminal.interactive() && !yes && !dryRun && (all || ids.size() > 1)) {
            throw refused("this may send many records; see how many with --dry-run, and send them with --yes");
        }
        try {
            return new ReplayOptions(
                    Optional.ofNullable(to),
                    maxReplays,
                    rate == null ? OptionalInt.empty() : OptionalInt.of(rate),
                    asOfNow,
                    dryRun);
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage());
        }
    }

    private ParameterException refused(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    private void print(ReplayResult result) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json
                        ? Json.line(result)
                        : "%d %s, %d skipped (already replayed), %d failed"
                                .formatted(
                                        result.sent(),
                                        dryRun ? "would be sent" : "sent",
                                        result.alreadyReplayed(),
                                        result.failed()));
        out.flush();
        if (!json) {
            PrintWriter err = spec.commandLine().getErr();
            result.reasons()
                    .forEach(reason -> err.printf(
                            "winnow: %d failed, %s first: %s%n",
                            reason.letters(), reason.first(), EscapedText.line(reason.why())));
            err.flush();
        }
    }
}
