package dev.winnow.ops.cli;

import dev.winnow.model.evaluation.EvaluationReport;
import java.util.List;

/**
 * A report as {@code evaluate --json} writes it.
 *
 * @param bundle name of the bundle
 * @param split name of the split
 * @param documents documents classified at each point
 * @param badRows rows of the file that could not be used
 * @param points one for each δ offset
 */
record EvaluationJson(String bundle, String split, int documents, int badRows, List<Point> points) {

    /**
     * What was measured at one δ offset.
     *
     * @param offset the δ offset; -1 is the full encoder
     * @param accuracy share of documents whose class was found
     * @param macroF1 mean of the classes' F1
     * @param flopsSpeedup FLOPs of the full encoder over those spent
     * @param documentsPerSecond tokenizing included
     */
    record Point(double offset, double accuracy, double macroF1, double flopsSpeedup, double documentsPerSecond) {}

    static EvaluationJson of(EvaluationReport report) {
        List<Point> points = report.points().stream()
                .map(point -> new Point(
                        point.offset(),
                        point.accuracy(),
                        point.macroF1(),
                        point.flopsSpeedup(),
                        point.documentsPerSecond()))
                .toList();
        return new EvaluationJson(report.bundle(), report.split(), report.documents(), report.badRows(), points);
    }
}
