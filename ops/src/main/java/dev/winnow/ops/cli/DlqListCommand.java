package dev.winnow.ops.cli;

import dev.winnow.ops.deadletters.Letter;
import dev.winnow.ops.deadletters.LetterLine;
import dev.winnow.ops.deadletters.LetterTopic;
import dev.winnow.ops.terminal.Progress;
import dev.winnow.ops.terminal.Terminal;
import dev.winnow.topology.deadletter.FailureReport;
import dev.winnow.topology.deadletter.Stage;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code winnow dlq list}. */
@Command(
        name = "list",
        description =
                "Lists dead letters, a line each: where it lies (PARTITION@OFFSET), time of failure, stage, source and"
                        + " cause. Those that were sent again are left out. Shows nothing of a document.",
        footer = {
            "  winnow dlq list --config winnow.yaml --stage read --limit 20",
            "  winnow dlq list --since 2h --source comments",
            "  winnow dlq list --json --replayed        for programs, those that were sent again too"
        })
final class DlqListCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options;

    @Mixin
    private LetterOptions letters;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "Lines at most; the counts are of all (default: ${DEFAULT-VALUE}).")
    private long limit;

    @Option(names = "--replayed", description = "List those that were sent again too, marked as replayed.")
    private boolean replayed;

    @Option(names = "--json", description = "One JSON object a line; the counts go to stderr.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;
    private final Map<Stage, Long> counts = new EnumMap<>(Stage.class);
    private long total;
    private long alreadyReplayed;

    DlqListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logs.showWarningsOnly();
        try (LetterTopic topic = LetterTopic.open(options.load().value());
                Progress progress = Progress.startLate(
                        "reading", terminal, spec.commandLine().getErr())) {
            topic.watch((done, all) -> showUntilTheFirstLine(progress, done, all));
            topic.list(letters.filter(), letter -> {
                progress.close();
                take(letter);
            });
        }
        PrintWriter end =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        end.println(summary());
        end.flush();
        return 0;
    }

    /** A bar would lie among the lines. */
    private void showUntilTheFirstLine(Progress progress, long done, long all) {
        if (total == 0) {
            progress.update(done, all);
        }
    }

    private void take(Letter letter) {
        if (letter.replayed()) {
            alreadyReplayed++;
        }
        if (letter.replayed() && !replayed) {
            return;
        }
        counts.merge(letter.report().stage(), 1L, Long::sum);
        if (total++ < limit) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? Json.line(LetterLine.of(letter)) : line(letter));
            out.flush();
        }
    }

    private String line(Letter letter) {
        FailureReport report = letter.report();
        String line = "%-8s %s  %-7s  %s-%d@%d  %s%s"
                .formatted(
                        letter.id(),
                        letter.failedAt().truncatedTo(ChronoUnit.SECONDS),
                        report.stage().label(),
                        report.topic(),
                        report.partition(),
                        report.offset(),
                        letter.replayed() ? "(replayed) " : "",
                        report.error());
        return terminal.interactive() ? Terminal.fit(line, terminal.width() - 1) : Terminal.printable(line);
    }

    private String summary() {
        String byStage = counts.entrySet().stream()
                .map(count -> count.getKey().label() + " " + count.getValue())
                .collect(Collectors.joining(", "));
        String shown = total > limit ? ", %d shown".formatted(limit) : "";
        String before = alreadyReplayed > 0 ? "; %d sent again before".formatted(alreadyReplayed) : "";
        return "dead letters: %d%s%s%s".formatted(total, byStage.isEmpty() ? "" : " (" + byStage + ")", shown, before);
    }
}
