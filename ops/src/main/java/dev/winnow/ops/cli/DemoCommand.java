package dev.winnow.ops.cli;

import dev.winnow.model.engine.PrecisionChoice;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.demo.Demo;
import dev.winnow.ops.demo.DemoOptions;
import dev.winnow.ops.demo.DemoView;
import dev.winnow.ops.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Everything at once, for somebody who has nothing installed. */
@Command(
        name = "demo",
        description = "Starts a Kafka broker in this process, streams documents through it and shows their labels."
                + " Latency is measured from handing a document to the producer until its committed result is read"
                + " back, while a bounded number of documents is under way.",
        footer = {
            "  winnow demo",
            "  winnow demo --documents 5000 --precision bf16",
            "  winnow demo --console                    the live page, until Ctrl-C",
            "  winnow demo --console --port 9464 --keep-running",
            "  winnow demo --input comments.jsonl.gz --bundle moderation --json"
        })
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--documents",
            paramLabel = "N",
            description =
                    "How many documents; Winnow's own texts repeat as often as needed (default: all texts once, or the"
                            + " whole file).")
    private Integer documents;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description =
                    "Feed the documents of this file: .jsonl or .jsonl.gz, an object a line with the field text and,"
                            + " if there is one, id.")
    private Path input;

    @Option(
            names = "--bundle",
            paramLabel = "BUNDLE",
            description =
                    "Classify with this bundle alone, a folder or a shipped name (default: moderation for comments"
                            + " and topics for news; moderation for a file).")
    private String bundle;

    @Option(
            names = "--precision",
            defaultValue = "fp32",
            paramLabel = "auto|fp32|bf16|int8",
            description = "Number format of the encoder (default: ${DEFAULT-VALUE}).")
    private PrecisionChoice precision;

    @Option(
            names = "--offset",
            defaultValue = "0",
            converter = OffsetConverter.class,
            paramLabel = "OFFSET",
            description = "The δ offset: -1 is the full encoder, 0 as trained, more is faster"
                    + " (default: ${DEFAULT-VALUE}).")
    private DeltaOffset offset;

    @Option(
            names = "--in-flight",
            defaultValue = "64",
            paramLabel = "N",
            description = "Documents under way at most: more give larger batches and throughput, fewer a lower latency"
                    + " (default: ${DEFAULT-VALUE}).")
    private int inFlight;

    @Option(
            names = "--console",
            description =
                    "Serve the live page, metrics and probes on loopback. Without --documents or --input it goes on as"
                            + " with --keep-running.")
    private boolean console;

    @Option(names = "--port", paramLabel = "N", description = "Port of --console (default: any free one).")
    private Integer port;

    @Option(
            names = "--keep-running",
            description =
                    "Send documents until Ctrl-C, under a load that varies, with a controller that holds an objective;"
                            + " then finish what is under way and sum up.")
    private boolean keepRunning;

    @Option(names = "--json", description = "The summary as one JSON object, in the last line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Logs.showWarningsOnly();
        Logs.hideBroker();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        DemoView view = new DemoView(terminal, json ? err : out, err);
        return new Demo(options(), view)
                        .run(summary -> {
                            if (json) {
                                out.println(Json.line(summary));
                                out.flush();
                            }
                        })
                        .isComplete()
                ? 0
                : 1;
    }

    private DemoOptions options() {
        if (port != null && !console) {
            throw new ParameterException(spec.commandLine(), "--port is that of --console: say that too");
        }
        try {
            return new DemoOptions(
                    Optional.ofNullable(documents),
                    Optional.ofNullable(input),
                    Optional.ofNullable(bundle),
                    precision,
                    offset,
                    inFlight,
                    console ? Optional.of(port == null ? 0 : port) : Optional.empty(),
                    keepRunning || (console && documents == null && input == null));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
