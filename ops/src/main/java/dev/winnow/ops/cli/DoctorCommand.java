package dev.winnow.ops.cli;

import dev.winnow.ops.doctor.Examination;
import dev.winnow.ops.doctor.Examination.CheckResult;
import dev.winnow.ops.doctor.Finding;
import dev.winnow.ops.doctor.Status;
import dev.winnow.ops.terminal.Terminal;
import dev.winnow.topology.config.WinnowConfig;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what is wrong with a setup before anybody waits for it. */
@Command(
        name = "doctor",
        description =
                "Looks at everything that 'winnow run' needs with the same configuration: Java, cores, memory, folders,"
                        + " natives, bundles, broker, topics, permissions, schema registry, ports. Says what is to be mended, and how."
                        + " It changes nothing, and may be run beside running instances.",
        exitCodeList = {
            "0:nothing that would keep 'winnow run' from working; there may be warnings",
            "1:a problem",
            "2:wrong usage or configuration"
        },
        footer = {
            "  winnow doctor --config production.yaml",
            "  winnow doctor --bootstrap-servers kafka:9092 --registry http://registry:8081 --input comments --output verdicts",
            "  winnow doctor --json                     for programs"
        })
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * What {@code --json} prints.
     *
     * @param ok whether there is no problem
     * @param checks each of them, in the order in which they were made
     */
    record Report(boolean ok, List<Line> checks) {

        /** A finding with the name of its check. */
        record Line(String check, String status, String what, String fix) {}

        static Report of(List<CheckResult> results) {
            List<Line> lines = results.stream()
                    .flatMap(result -> result.findings().stream().map(finding -> line(result.check(), finding)))
                    .toList();
            return new Report(lines.stream().noneMatch(line -> line.status().equals(Status.PROBLEM.label())), lines);
        }

        private static Line line(String check, Finding finding) {
            return new Line(check, finding.status().label(), finding.what(), finding.fix());
        }
    }

    @Override
    public Integer call() {
        WinnowConfig config = options.load().value();
        Logs.hideAll();
        PrintWriter out = spec.commandLine().getOut();
        DoctorText text = new DoctorText(terminal, json ? new PrintWriter(PrintWriter.nullWriter()) : out);
        Report report = Report.of(new Examination().of(config, text));
        if (json) {
            out.println(Json.line(report));
        } else {
            text.sum();
        }
        out.flush();
        return report.ok() ? 0 : 1;
    }
}
