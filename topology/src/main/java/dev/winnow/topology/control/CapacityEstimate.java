package dev.winnow.topology.control;

import java.util.Optional;

/**
 * What a full encoder costs on this machine and how much of the workers' time becomes results, learnt while it runs:
 *
 * <pre>
 * seconds    ← seconds · (cost · ratio(offset) ÷ seconds)^(period ÷ 2 s)    whenever documents were computed
 * efficiency ← efficiency · (used ÷ efficiency)^(period ÷ 3 s)               while a queue waits all the period
 * efficiency ← efficiency · (1 ÷ efficiency)^(period ÷ 2 min)                otherwise
 * used         = served · cost ÷ (workers · share)
 * capacity(-1) = workers · share · efficiency ÷ seconds
 * </pre>
 *
 * The efficiency stays within 0.2 and 2: it stands for commits, the tokenizer and a share of the workers that is not what was said.
 * It is not learnt without a queue: what is served then is the load and says nothing of the capacity. Then it is forgotten,
 * within minutes, for what took the machine's time may be over.
 *
 * @param secondsPerDocument time of one worker for one document at -1; 0 while unknown
 * @param tokensPerDocument mean length of the documents; 0 while unknown
 * @param efficiency documents served over those that the workers' time would give
 */
public record CapacityEstimate(double secondsPerDocument, double tokensPerDocument, double efficiency) {

    private static final double COST_SECONDS = 2;
    private static final double EFFICIENCY_SECONDS = 3;
    private static final double FORGET_SECONDS = 120;
    private static final double MOST_WEIGHT = 0.5;
    private static final double LEAST_EFFICIENCY = 0.2;
    private static final double MOST_EFFICIENCY = 2;

    static final CapacityEstimate UNKNOWN = new CapacityEstimate(0, 0, 1);

    boolean isKnown() {
        return secondsPerDocument > 0;
    }

    /** Documents a second that the sample's workers serve at -1. */
    double atFull(LoadSample sample) {
        return sample.workers() * sample.workerShare() * efficiency / secondsPerDocument;
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
            return new CapacityEstimate(asFull, cost.tokensPerDocument(), efficiency);
        }
        double weight = weight(sample, COST_SECONDS);
        return new CapacityEstimate(
                towards(secondsPerDocument, asFull, weight),
                towards(tokensPerDocument, cost.tokensPerDocument(), weight),
                queued ? efficiencyAfter(sample, cost) : towards(efficiency, 1, weight(sample, FORGET_SECONDS)));
    }

    private double efficiencyAfter(LoadSample sample, EngineCost cost) {
        double used = sample.servedPerSecond() * cost.secondsPerDocument() / (sample.workers() * sample.workerShare());
        double bounded = Math.min(MOST_EFFICIENCY, Math.max(LEAST_EFFICIENCY, used));
        return towards(efficiency, bounded, weight(sample, EFFICIENCY_SECONDS));
    }

    private static double weight(LoadSample sample, double seconds) {
        return Math.min(MOST_WEIGHT, sample.periodSeconds() / seconds);
    }

    /** Between two positive numbers, by their logarithms: half the cost counts as much as double the cost. */
    private static double towards(double from, double to, double weight) {
        return from * Math.pow(to / from, weight);
    }
}
