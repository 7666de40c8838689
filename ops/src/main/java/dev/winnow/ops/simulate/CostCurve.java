package dev.winnow.ops.simulate;

import java.util.List;

/**
 * What a micro-batch of the full encoder costs one worker while the others work too: {@code fixed + tokens · perToken}.
 *
 * @param fixedSeconds of every call of the engine
 * @param secondsPerToken of every token
 */
public record CostCurve(double fixedSeconds, double secondsPerToken) {

    /** A measured call. */
    public record Call(int tokens, double seconds) {}

    public CostCurve {
        if (!(fixedSeconds >= 0 && fixedSeconds < 60)) {
            throw new IllegalArgumentException("a call costs 0 to 60 s, not " + fixedSeconds + " s");
        }
        if (!(secondsPerToken > 0 && secondsPerToken < 1)) {
            throw new IllegalArgumentException("a token costs up to 1 s, not " + secondsPerToken + " s");
        }
    }

    /**
     * The line through calls by least squares of the <em>relative</em> error, so that small batches count as much as large
     * ones; through the origin where it would cross below.
     */
    public static CostCurve through(List<Call> calls) {
        double w = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        for (Call call : calls) {
            double weight = 1 / (call.seconds() * call.seconds());
            w += weight;
            x += weight * call.tokens();
            y += weight * call.seconds();
            xx += weight * call.tokens() * call.tokens();
            xy += weight * call.tokens() * call.seconds();
        }
        double slope = (w * xy - x * y) / (w * xx - x * x);
        double fixed = (y - slope * x) / w;
        return fixed >= 0 ? new CostCurve(fixed, slope) : new CostCurve(0, xy / xx);
    }

    /** Seconds of a batch. */
    double of(long tokens) {
        return fixedSeconds + tokens * secondsPerToken;
    }

    /** Documents a second of so many workers in full batches. */
    public double capacity(int workers, int batchTokens, double tokensPerDocument) {
        return workers * batchTokens / tokensPerDocument / of(batchTokens);
    }
}
