package dev.winnow.ops.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.model.evaluation.EvaluationPoint;
import dev.winnow.model.evaluation.EvaluationReport;
import dev.winnow.model.plausibility.Plausibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A report as {@code evaluate --json} writes it; what was not asked for is left out.
 *
 * @param bundle name of the bundle
 * @param split name of the split
 * @param documents documents classified at each point
 * @param badRows rows of the file that could not be used
 * @param points one for each δ offset
 * @param rationale by scorer, against what at least one annotator marked
 * @param rationaleMajority the same against what most annotators marked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EvaluationJson(
        String bundle,
        String split,
        int documents,
        int badRows,
        List<Point> points,
        Map<String, Plausibility> rationale,
        Map<String, Plausibility> rationaleMajority) {

    /**
     * What was measured at one δ offset.
     *
     * @param offset the δ offset; -1 is the full encoder
     * @param wantedSpeedup the FLOPs speed-up that the offset was chosen for on the validation split
     * @param accuracy share of documents whose class was found
     * @param macroF1 mean of the classes' F1
     * @param agreement share of documents that get the full encoder's label
     * @param keptTokens share of the tokens that went through every layer
     * @param flopsSpeedup FLOPs of the full encoder over those spent
     * @param documentsPerSecond tokenizing included
     * @param throughputRatio documents a second over those of the full encoder, timed in turn, tokenizing excluded
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Point(
            double offset,
            Double wantedSpeedup,
            double accuracy,
            double macroF1,
            double agreement,
            double keptTokens,
            double flopsSpeedup,
            double documentsPerSecond,
            double throughputRatio) {

        static Point of(EvaluationPoint point, OperatingTarget target) {
            return new Point(
                    point.offset().value(),
                    target.speedup().isPresent() ? target.speedup().getAsDouble() : null,
                    point.accuracy(),
                    point.macroF1(),
                    point.agreement(),
                    point.keptTokens(),
                    point.flopsSpeedup(),
                    point.documentsPerSecond(),
                    point.throughputRatio());
        }
    }

    static EvaluationJson of(BundleEvaluation.Result result) {
        EvaluationReport report = result.report();
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < report.points().size(); i++) {
            points.add(Point.of(report.points().get(i), result.targets().get(i)));
        }
        return new EvaluationJson(
                report.bundle(),
                report.split(),
                report.documents(),
                report.badRows(),
                points,
                result.rationale().map(RationaleScores::any).orElse(null),
                result.rationale().map(RationaleScores::majority).orElse(null));
    }
}
