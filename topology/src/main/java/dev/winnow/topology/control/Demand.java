package dev.winnow.topology.control;

import java.time.Duration;

/**
 * How fast an instance must be, from what arrives and from what waits already:
 *
 * <pre>
 * allowed = arrivals · objective ÷ 4                           documents under way that are no queue
 * excess  = max(0, backlog − allowed)
 * age     = min(oldest age, backlog ÷ served)                  no older than the backlog explains
 * drain   = max(5 periods, (objective − age) ÷ 2)              s in which the excess is to be gone
 * load    = arrivals + excess ÷ drain                          documents a second to be served
 * demand  = load ÷ 0.85                                       documents a second that capacity is wanted for
 * </pre>
 *
 * The age is cut to what the backlog explains (Little's law), so an old timestamp alone asks for nothing. The excess is a
 * queue that the difference of demand and arrivals empties, a loop of its own with gain {@code period ÷ drain ÷ 0.85}, at most
 * 0.24: for a delay of d periods such a loop is stable below {@code 2 sin(π ÷ (4d + 2))}, which is 0.285 at five periods, and
 * does not swing below {@code d^d ÷ (d + 1)^(d + 1)}, which is 1/4 at one (Levin and May, A note on difference-delay equations, 1976).
 */
record Demand(double load, double excess) {

    private static final double UTILISATION = 0.85;
    private static final double PARTS_OF_OBJECTIVE = 4;
    private static final double PERIODS_OF_DRAIN = 5;
    private static final double PART_OF_SLACK = 2;

    /** Seconds of arrivals that wait without being a queue. */
    static double underWay(Duration objective) {
        return Seconds.of(objective) / PARTS_OF_OBJECTIVE;
    }

    static Demand of(LoadSample sample, double arrivals, Duration objective) {
        double limit = Seconds.of(objective);
        double excess = Math.max(0, sample.backlog() - arrivals * underWay(objective));
        double slack = limit - explainedAge(sample);
        double drain = Math.max(PERIODS_OF_DRAIN * sample.periodSeconds(), slack / PART_OF_SLACK);
        return new Demand(arrivals + excess / drain, excess);
    }

    double documentsPerSecond() {
        return load / UTILISATION;
    }

    private static double explainedAge(LoadSample sample) {
        double age = Seconds.of(sample.oldestAge());
        return sample.backlog() == 0 ? 0 : Math.min(age, sample.backlog() / sample.servedPerSecond());
    }
}
