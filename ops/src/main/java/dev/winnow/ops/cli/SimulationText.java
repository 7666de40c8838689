package dev.winnow.ops.cli;

import dev.winnow.ops.simulate.SimulationResult.Moment;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A simulated load for people. */
final class SimulationText {

    private static final int ROWS = 24;
    private static final double PERCENT = 100;
    private static final double MILLIS = 1e3;

    private final PrintWriter out;

    SimulationText(PrintWriter out) {
        this.out = out;
    }

    void print(SimulationReport report) {
        line("%s, %s, %s, seed %d", report.bundle(), report.arrivals(), turned(report), report.seed());
        line("");
        line(
                "engine    %.1f ms a call and %.0f µs a token; %d workers do %,.0f documents/s at offset -1",
                report.fixedMillis(), report.microsPerToken(), report.workers(), report.capacity());
        line(
                "load      %,d %s; one of them gets %,d documents and answers %,d",
                report.instances(),
                report.instances() == 1 ? "instance" : "instances share it",
                report.documents(),
                report.results());
        line(
                "age       p50 %.0f ms, p99 %.0f ms, mean %.0f ms; %.2f %% over the objective of %d ms",
                MILLIS * report.p50AgeSeconds(),
                MILLIS * report.p99AgeSeconds(),
                MILLIS * report.meanAgeSeconds(),
                PERCENT * report.sloViolationRatio(),
                report.objectiveMillis());
        line(
                "accuracy  %.4f effective; at worst %.2f points below the full encoder",
                report.effectiveAccuracy(), PERCENT * report.maxAccuracyDrop());
        line(
                "offset    %.2f on average over documents; turned back %d times; too slow even at its fastest %.1f %% of the time",
                report.meanOffset(), report.reversals(), PERCENT * report.overloadedShare());
        if (report.drainSeconds() != null) {
            line("drained   %.1f s after the load fell", report.drainSeconds());
        }
        timeline(report.timeline());
    }

    private static String turned(SimulationReport report) {
        return report.policy().equals("auto") ? "with the controller" : "at a fixed offset";
    }

    /** Parts of the time, with what came in each on average and what held at its end. */
    private void timeline(List<Moment> moments) {
        line("");
        line("|  second | documents/s | backlog | offset |");
        line("|--------:|------------:|--------:|-------:|");
        int rows = Math.min(ROWS, moments.size());
        for (int row = 0; row < rows; row++) {
            List<Moment> part = moments.subList(row * moments.size() / rows, (row + 1) * moments.size() / rows);
            Moment end = part.get(part.size() - 1);
            line(
                    "| %7.1f | %,11.0f | %,7d | %6.2f |",
                    end.second(),
                    part.stream()
                            .mapToDouble(Moment::arrivalsPerSecond)
                            .average()
                            .orElseThrow(),
                    end.backlog(),
                    end.offset());
        }
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
