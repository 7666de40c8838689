package dev.winnow.model.training.stages;

import dev.winnow.model.evaluation.EvaluationPoint;
import dev.winnow.model.evaluation.EvaluationReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured with the written bundle, on the path that classifies documents in a stream.
 *
 * @param reports one for each split
 */
public record Measurements(List<EvaluationReport> reports) {
    /** Before anything was measured. */
    public static final Measurements NONE = new Measurements(List.of());

    public Measurements {
        reports = List.copyOf(reports);
    }

    /** As the manifest has them, for instance {@code test.accuracy} for the full encoder and {@code test.accuracy@0.25}. */
    Map<String, Double> byName() {
        Map<String, Double> values = new TreeMap<>();
        for (EvaluationReport report : reports) {
            values.put(report.split() + ".documents", (double) report.documents());
            for (EvaluationPoint point : report.points()) {
                String at = point.offset().isFull()
                        ? ""
                        : String.format(Locale.ROOT, "@%s", point.offset().value());
                values.put(report.split() + ".accuracy" + at, rounded(point.accuracy()));
                values.put(report.split() + ".macroF1" + at, rounded(point.macroF1()));
            }
        }
        return values;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
