package dev.winnow.ops.cli;

import dev.winnow.ops.doctor.Examination;
import dev.winnow.ops.doctor.Examination.CheckResult;
import dev.winnow.ops.doctor.Finding;
import dev.winnow.ops.doctor.Status;
import dev.winnow.ops.terminal.Terminal;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** Prints findings for people as they come; on a terminal also what is being looked at. */
final class DoctorText implements Examination.Observer {
    private static final String ERASE_LINE = "\r\u001b[K";
    private static final Map<Status, String> STYLES =
            Map.of(Status.OK, "green", Status.SKIPPED, "faint", Status.WARNING, "yellow", Status.PROBLEM, "bold,red");

    private final Terminal terminal;
    private final Ansi ansi;
    private final PrintWriter out;
    private final Map<Status, Integer> counts = new EnumMap<>(Status.class);

    DoctorText(Terminal terminal, PrintWriter out) {
        this.terminal = terminal;
        this.ansi = terminal.colours() ? Ansi.ON : Ansi.OFF;
        this.out = out;
    }

    @Override
    public void begins(String check) {
        if (terminal.interactive()) {
            out.print("looking at " + check + " ...");
            out.flush();
        }
    }

    @Override
    public void ended(CheckResult result) {
        if (terminal.interactive()) {
            out.print(ERASE_LINE);
        }
        for (Finding finding : result.findings()) {
            counts.merge(finding.status(), 1, Integer::sum);
            out.printf("%s  %-11s  %s%n", label(finding.status()), result.check(), Terminal.printable(finding.what()));
            if (!finding.fix().isEmpty()) {
                out.printf("%-7s  %-11s  fix: %s%n", "", "", Terminal.printable(finding.fix()));
            }
        }
        out.flush();
    }

    private String label(Status status) {
        return ansi.string("@|%s %-7s|@".formatted(STYLES.get(status), status.label()));
    }

    /** The last line. */
    void sum() {
        int problems = counts.getOrDefault(Status.PROBLEM, 0);
        int warnings = counts.getOrDefault(Status.WARNING, 0);
        out.println(
                problems == 0 && warnings == 0
                        ? "nothing to mend"
                        : "%d problem%s, %d warning%s"
                                .formatted(problems, problems == 1 ? "" : "s", warnings, warnings == 1 ? "" : "s"));
    }
}
