package dev.winnow.ops.bench.control;

import dev.winnow.ops.simulate.CostCurve;
import dev.winnow.v1.Classification;
import java.util.List;

/**
 * What the engine has done for documents, by what their results say.
 *
 * @param calls micro-batches
 * @param tokens in them
 * @param seconds of one worker that they took
 */
record EngineWork(double calls, double tokens, double seconds) {

    static final EngineWork NONE = new EngineWork(0, 0, 0);

    private static final double MICROS = 1e6;

    /** Each result tells of a whole micro-batch, and counts for its part of it. */
    static EngineWork of(List<Classification> results) {
        double calls = 0;
        double tokens = 0;
        double seconds = 0;
        for (Classification result : results) {
            calls += 1.0 / result.getBatchDocuments();
            tokens += result.getTokens();
            seconds += result.getEngineMicros() / MICROS / result.getBatchDocuments();
        }
        return new EngineWork(calls, tokens, seconds);
    }

    /**
     * How much longer it took than it would have alone.
     *
     * @param ratio calibrated speed of the offset
     */
    double slowdown(CostCurve cost, double ratio) {
        return seconds / (calls * cost.fixedSeconds() + tokens * cost.secondsPerToken() / ratio);
    }
}
