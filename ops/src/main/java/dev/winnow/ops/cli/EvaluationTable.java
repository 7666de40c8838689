package dev.winnow.ops.cli;

import static java.util.stream.Collectors.joining;

import dev.winnow.model.evaluation.EvaluationPoint;
import dev.winnow.model.evaluation.EvaluationReport;
import dev.winnow.model.plausibility.Plausibility;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Reports for people. Tables of numbers are Markdown, so that they can be put into a document as they are. */
final class EvaluationTable {
    private static final String HEADER =
            "|  wanted | offset | accuracy | macro F1 | agreement | tokens kept | FLOPs speed-up | docs/s ratio |  docs/s |";

    /** More confusion matrices than that tell nobody anything. */
    private static final int MOST_MATRICES = 2;

    private final PrintWriter out;

    EvaluationTable(PrintWriter out) {
        this.out = out;
    }

    /** One bundle. */
    void print(BundleEvaluation.Result result) {
        EvaluationReport report = result.report();
        out.printf(
                "%s %s on %s: %d documents%s%n%n",
                report.bundle(),
                report.version(),
                report.split(),
                report.documents(),
                report.badRows() == 0 ? "" : ", " + report.badRows() + " bad rows left out");
        header(HEADER);
        for (int i = 0; i < report.points().size(); i++) {
            EvaluationPoint point = report.points().get(i);
            row(
                    "| %7s | %6.3f | %8.4f | %8.4f | %9.4f | %11.3f | %14.2f | %12.2f | %7.1f |",
                    wanted(result.targets().get(i)),
                    point.offset().value(),
                    point.accuracy(),
                    point.macroF1(),
                    point.agreement(),
                    point.keptTokens(),
                    point.flopsSpeedup(),
                    point.throughputRatio(),
                    point.documentsPerSecond());
        }
        if (report.points().size() <= MOST_MATRICES) {
            for (EvaluationPoint point : report.points()) {
                row("%nOffset %.2f:", point.offset().value());
                ConfusionTable.print(point.confusion(), out);
            }
        }
        result.rationale().ifPresent(this::rationale);
    }

    private void rationale(RationaleScores scores) {
        row("%nTokens against human rationales, %d documents:%n", scores.documents());
        header("| scorer    | AP, any | FPR, any | AP, majority | FPR, majority |");
        scores.any().forEach((scorer, any) -> {
            Plausibility majority = scores.majority().get(scorer);
            row(
                    "| %-9s | %7.4f | %8.4f | %12.4f | %13.4f |",
                    scorer,
                    any.averagePrecision(),
                    any.falsePositiveRate(),
                    majority.averagePrecision(),
                    majority.falsePositiveRate());
        });
    }

    /** Several bundles, trained with different seeds for instance: mean and standard deviation at each point. */
    void printSpread(List<BundleEvaluation.Result> results) {
        List<OperatingTarget> targets = results.get(0).targets();
        boolean alike = results.stream().allMatch(result -> result.targets().size() == targets.size());
        if (!alike) {
            row("%nNo mean and spread: the bundles have different numbers of points; name --offsets.");
            return;
        }
        row(
                "%n%d bundles, mean ± standard deviation (%s):%n",
                results.size(),
                results.stream()
                        .map(result -> result.report().bundle())
                        .distinct()
                        .collect(joining(", ")));
        header(
                "|  wanted | offset         | accuracy        | macro F1        | agreement       | FLOPs speed-up | docs/s ratio   |");
        for (int i = 0; i < targets.size(); i++) {
            int at = i;
            List<EvaluationPoint> points = results.stream()
                    .map(result -> result.report().points().get(at))
                    .toList();
            row(
                    "| %7s | %s | %s | %s | %s | %s | %s |",
                    wanted(targets.get(i)),
                    spread(points, 3, point -> point.offset().value()),
                    spread(points, 4, EvaluationPoint::accuracy),
                    spread(points, 4, EvaluationPoint::macroF1),
                    spread(points, 4, EvaluationPoint::agreement),
                    spread(points, 2, EvaluationPoint::flopsSpeedup),
                    spread(points, 2, EvaluationPoint::throughputRatio));
        }
    }

    private static String spread(List<EvaluationPoint> points, int decimals, ToDoubleFunction<EvaluationPoint> figure) {
        double[] values = points.stream().mapToDouble(figure).toArray();
        double mean = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
        double squares = IntStream.range(0, values.length)
                .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
                .sum();
        String number = "%." + decimals + "f";
        return String.format(
                Locale.ROOT,
                "%" + Math.max(14, 2 * decimals + 7) + "s",
                String.format(
                        Locale.ROOT,
                        number + " ± " + number,
                        mean,
                        Math.sqrt(squares / Math.max(1, values.length - 1))));
    }

    private static String wanted(OperatingTarget target) {
        return target.speedup().isPresent()
                ? String.format(Locale.ROOT, "%.2fx", target.speedup().getAsDouble())
                : "";
    }

    private void header(String columns) {
        out.println(columns);
        out.println(columns.replaceAll("[^|]", "-"));
    }

    private void row(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
