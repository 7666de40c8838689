package dev.winnow.ops.cli;

import dev.winnow.ops.bench.BenchCommand;
import dev.winnow.ops.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/** The program. Exit codes: 0 done, 1 failed, 2 wrong usage or configuration. */
@Command(
        name = "winnow",
        description = "Classifies documents on Kafka in real time.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = ProgramVersion.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        subcommands = {
            RunCommand.class,
            DemoCommand.class,
            ClassifyCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            CalibrateCommand.class,
            ExportCommand.class,
            SimulateCommand.class,
            PlanCommand.class,
            SchemasCommand.class,
            TopicsCommand.class,
            TopologyCommand.class,
            HealthCommand.class,
            DoctorCommand.class,
            DlqCommand.class,
            KnobCommand.class,
            TopCommand.class,
            BenchCommand.class,
            CompletionCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage or configuration"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  winnow demo                              see it work, with a broker of its own",
            "  winnow classify \"What a lovely morning\"  ask the model",
            "  winnow run --bootstrap-servers kafka:9092 --input comments --output verdicts",
            "  winnow run --help                        options and examples of one command"
        })
public final class Winnow {

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log more, and show stack traces of errors.")
    void verbose(boolean verbose) {
        if (verbose) {
            Logs.showDetails();
        }
    }

    private Winnow() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        // The libraries look for models and native parts on the network where this is not set.
        System.setProperty("ai.djl.offline", System.getProperty("ai.djl.offline", "true"));
        System.exit(execute(Terminal.detect(), utf8(FileDescriptor.out), utf8(FileDescriptor.err), args));
    }

    /** Runs the command; the caller decides what becomes of the process. */
    static int execute(Terminal terminal, PrintWriter out, PrintWriter err, String... args) {
        ErrorHandler errors = new ErrorHandler();
        return commands(terminal)
                .setOut(out)
                .setErr(err)
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(100)
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setExecutionStrategy(Winnow::run)
                .execute(args);
    }

    /** All benchmarks show their progress, which the states of a stream would tear apart. */
    private static int run(ParseResult parsed) {
        if (parsed.hasSubcommand() && parsed.subcommand().commandSpec().userObject() instanceof BenchCommand) {
            Logs.showWarningsOnly();
        }
        return new RunLast().execute(parsed);
    }

    /** All of them, to be parsed or run. */
    static CommandLine commands(Terminal terminal) {
        return new CommandLine(new Winnow(), new CommandFactory(terminal)).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** UTF-8 whatever the locale says: before Java 18 the platform's charset would turn texts into question marks. */
    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }
}
