package dev.winnow.ops.cli;

import dev.winnow.ops.deadletters.Letter;
import dev.winnow.ops.deadletters.LetterId;
import dev.winnow.ops.deadletters.LetterTopic;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.deadletter.FailureReport;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.apache.kafka.common.header.Header;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow dlq show}. */
@Command(
        name = "show",
        description =
                "Shows what is known of a dead letter, with key and headers of its record; the value only on demand."
                        + " Control characters are escaped.",
        footer = {
            "  winnow dlq show 0@17",
            "  winnow dlq show 0@17 --value             the document too, as text or in hex"
        })
final class DlqShowCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options;

    @Parameters(
            paramLabel = "PARTITION@OFFSET",
            converter = LetterIdConverter.class,
            description = "Where the dead letter lies, as 'winnow dlq list' says it.")
    private LetterId id;

    @Option(names = "--value", description = "Show the value of the record, which may hold a person's text.")
    private boolean value;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Logs.showWarningsOnly();
        WinnowConfig config = options.load().value();
        try (LetterTopic topic = LetterTopic.open(config)) {
            Letter letter = topic.find(id)
                    .orElseThrow(() -> new IllegalStateException("there is no dead letter at %s of topic '%s'"
                            .formatted(id, config.deadLetters().topic())));
            PrintWriter out = spec.commandLine().getOut();
            show(letter, out);
            out.flush();
        }
        return 0;
    }

    private void show(Letter letter, PrintWriter out) {
        FailureReport report = letter.report();
        line(out, "failed", letter.failedAt());
        line(out, "stage", report.stage().label());
        line(out, "error", EscapedText.line(report.error()));
        line(out, "attempts", report.attempts());
        line(out, "source", report.topic() + "-" + report.partition() + "@" + report.offset());
        line(out, "timestamp", Instant.ofEpochMilli(report.timestamp()));
        line(out, "application", report.reporter().application());
        line(out, "bundle", report.reporter().bundle() + " " + report.reporter().bundleVersion());
        line(out, "replays", report.replays());
        report.omitted().ifPresent(parts -> line(out, "omitted", parts));
        line(out, "key", EscapedText.line(letter.key()));
        for (Header header : letter.headers()) {
            line(out, "header", EscapedText.line(header.key()) + ": " + EscapedText.line(header.value()));
        }
        line(out, "value", letter.value() == null ? "(null)" : letter.value().length + " bytes");
        if (value && letter.value() != null) {
            out.println(EscapedText.lines(letter.value()));
        }
    }

    private static void line(PrintWriter out, String name, Object content) {
        out.printf("%-12s %s%n", name, content);
    }
}
