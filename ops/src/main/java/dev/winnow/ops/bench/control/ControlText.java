package dev.winnow.ops.bench.control;

import java.util.Locale;
import java.util.OptionalDouble;

/** What was measured, for people. */
final class ControlText {

    private static final double PERCENT = 100;
    private static final double MILLIS = 1e3;

    private final StringBuilder text = new StringBuilder();

    private ControlText() {}

    static String of(ControlReport report) {
        ControlText printed = new ControlText();
        printed.baseline(report);
        for (LoadPattern pattern : report.patterns()) {
            printed.table(report, pattern);
            report.check(pattern).ifPresent(printed::check);
        }
        printed.accounts(report);
        return printed.text.toString();
    }

    private void baseline(ControlReport report) {
        Baseline baseline = report.baseline();
        LoadPattern.Phases phases = report.phases();
        line(
                "%s, %s, %d workers, seed %d",
                report.model(),
                report.engine().precision().label(),
                report.engine().workers(),
                report.seed());
        line(
                "capacity %.0f documents/s from topic to topic at offset -1, %.0f at the fastest; the engine alone %.0f at -1",
                baseline.capacity(), baseline.fastestCapacity(), baseline.engineCapacity());
        line(
                "calls of the engine take %.2f times as long as alone at rest, and %.2f times at three times the capacity",
                baseline.slowdown().atRest(), baseline.slowdown().factor(LoadPattern.HIGH * baseline.capacity()));
        line(
                "objective %d ms, ten times the p99 without load, %.0f ms (record age when the result is written)",
                baseline.objective().toMillis(), MILLIS * baseline.unloadedP99Seconds());
        line(
                "phases of %.0f s, %.0f s and %.0f s at 0.5, 3 and 0.5 times the capacity; bursts take as long",
                phases.before(), phases.peak(), phases.after());
    }

    private void table(ControlReport report, LoadPattern pattern) {
        line("");
        line("%s", pattern.title());
        line(
                "| | over the objective | p50 age | p99 age | effective accuracy | largest drop | drained after | mean offset |");
        line("|---|---:|---:|---:|---:|---:|---:|---:|");
        for (ControlReport.Entry entry : report.entries(pattern)) {
            RunMetrics metrics = entry.metrics();
            line(
                    "| %s | %.2f %% | %.0f ms | %.0f ms | %.4f | %.2f points | %s | %.2f |",
                    entry.contender().title(),
                    PERCENT * metrics.sloViolationRatio(),
                    MILLIS * metrics.p50AgeSeconds(),
                    MILLIS * metrics.p99AgeSeconds(),
                    metrics.effectiveAccuracy(),
                    PERCENT * metrics.maxAccuracyDrop(),
                    seconds(metrics.drainSeconds()),
                    metrics.meanOffset());
        }
    }

    private static String seconds(OptionalDouble seconds) {
        return seconds.isPresent() ? String.format(Locale.ROOT, "%.1f s", seconds.getAsDouble()) : "";
    }

    private void check(PredictionCheck check) {
        line("");
        line("the controller's run as simulated (ages until results can be read)");
        line("| | simulated | least to most | measured | difference |");
        line("|---|---:|---:|---:|---:|");
        for (PredictionCheck.Figure figure : check.figures()) {
            line(
                    "| %s | %.4f | %.4f to %.4f | %.4f | %s |",
                    figure.name(),
                    figure.predicted(),
                    figure.least(),
                    figure.most(),
                    figure.measured(),
                    Double.isNaN(figure.relative())
                            ? ""
                            : String.format(Locale.ROOT, "%+.0f %%", PERCENT * figure.relative()));
        }
    }

    private void accounts(ControlReport report) {
        line("");
        if (report.complete()) {
            line(
                    "%,d documents in %d runs, each with one result: none lost, none doubled",
                    report.entries().stream()
                            .mapToInt(entry -> entry.run().documents())
                            .sum(),
                    report.entries().size());
        }
        for (ControlReport.Entry entry : report.entries()) {
            if (!entry.run().complete()) {
                line(
                        "%s, %s: of %,d documents %d are LOST and %d DOUBLED",
                        entry.pattern().title(),
                        entry.contender().title(),
                        entry.run().documents(),
                        entry.run().lost(),
                        entry.run().doubled());
            }
        }
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
