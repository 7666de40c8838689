package dev.winnow.model.evaluation;

import java.util.List;

/**
 * A bundle measured on one split.
 *
 * @param bundle name of the bundle
 * @param version its version
 * @param split name of the split
 * @param documents documents classified at each point
 * @param badRows rows of the file that could not be used
 * @param points one per δ offset
 */
public record EvaluationReport(
        String bundle, String version, String split, int documents, int badRows, List<EvaluationPoint> points) {
    public EvaluationReport {
        points = List.copyOf(points);
    }
}
