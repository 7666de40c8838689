package dev.winnow.topology.control;

import java.util.Optional;

/**
 * What a full encoder costs on this machine and how much of the workers' time becomes results, learnt while it runs:
 *
 * <pre>
 * seconds ← seconds · (cost · ratio(offset) ÷ seconds)^(period ÷ 2 s)             whenever documents were computed
 * yield   ← yield · (served · cost ÷ (workers · share) ÷ yield)^(period ÷ 3 s)    while a queue waits all the period
 * yield   ← yield · (1 ÷ yield)^(period ÷ 2 min)                                  otherwise
 * capacity(-1) = workers · share · yield ÷ seconds
 * </pre>
 *
 * The yield stays within 0.2 and 2: it stands for commits, the tokenizer and a share of the workers that is not what was said.
 * It is not learnt without a queue: what is served then is the load and says nothing of the capacity. Then it is forgotten,
 * within minutes, for what took the machine's time may be over.
 *
 * @param secondsPerDocument time of one worker for one document at -1; 0 while unknown
 * @param tokensPerDocument mean length of the documents; 0 while unknown
 * @param yield documents served over those that the workers' time would give
 */
public record CapacityEstimate(double secondsPerDocument, double tokensPerDocument, double yield) {

    private static final double COST_SECONDS = 2;
    private static final double YIELD_SECONDS = 3;
    private static final double FORGET_SECONDS = 120;
    private static final double MOST_WEIGHT = 0.5;
    private static final double LEAST_YIELD = 0.2;
    private static final double MOST_YIELD = 2;

    static final CapacityEstimate UNKNOWN = new CapacityEstimate(0, 0, 1);

    boolean isKnown() {
        return secondsPerDocument > 0;
    }

    /** Documents a second that the sample's workers serve at -1. */
    double atFull(LoadSample sample) {
        return sample.workers() * sample.workerShare() * yield / secondsPerDocument;
    }

    /**
     * The estimate after a sample.
     *
     * @param ratio calibrated speed of the offset that it was taken at
     * @param queued whether more documents waited all the time than are under way anyway
     */
    CapacityEstimate after(LoadSample sample, double ratio, boolean queued) {
        Optional<EngineCost> cost = sample.cost();
        return cost.isEmpty() ? this : after(sample, cost.get(), ratio, queued);
    }

    private CapacityEstimate after(LoadSample sample, EngineCost cost, double ratio, boolean queued) {
        double asFull = cost.secondsPerDocument() * ratio;
        if (!isKnown()) {
            return new CapacityEstimate(asFull, cost.tokensPerDocument(), yield);
        }
        double weight = weight(sample, COST_SECONDS);
        return new CapacityEstimate(
                towards(secondsPerDocument, asFull, weight),
                towards(tokensPerDocument, cost.tokensPerDocument(), weight),
                queued ? yieldAfter(sample, cost) : towards(yield, 1, weight(sample, FORGET_SECONDS)));
    }

    private double yieldAfter(LoadSample sample, EngineCost cost) {
        double used = sample.servedPerSecond() * cost.secondsPerDocument() / (sample.workers() * sample.workerShare());
        double bounded = Math.min(MOST_YIELD, Math.max(LEAST_YIELD, used));
        return towards(yield, bounded, weight(sample, YIELD_SECONDS));
    }

    private static double weight(LoadSample sample, double seconds) {
        return Math.min(MOST_WEIGHT, sample.periodSeconds() / seconds);
    }

    /** Between two positive numbers, by their logarithms: half the cost counts as much as double the cost. */
    private static double towards(double from, double to, double weight) {
        return from * Math.pow(to / from, weight);
    }
}
