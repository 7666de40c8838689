package dev.winnow.topology.load;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.control.EngineCost;
import dev.winnow.topology.control.LoadSample;
import dev.winnow.topology.microbatch.BatchTotals;
import dev.winnow.topology.microbatch.Lane;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Turns what is counted of one bundle into a sample for each control period. For one thread. */
public final class LoadGauge {

    private static final double MICROS = 1e6;

    private final Lane lane;
    private final BundleProgress progress;
    private final BacklogWatch broker;
    private final int workers;
    private long atNanos;
    private BatchTotals totals;
    private long submitted;
    private BatchTotals work = BatchTotals.NONE;
    private double seconds;

    /**
     * @param workers threads that compute micro-batches, for all bundles
     * @param nowNanos when the first period begins
     */
    public LoadGauge(Lane lane, BundleProgress progress, BacklogWatch broker, int workers, long nowNanos) {
        this.lane = lane;
        this.progress = progress;
        this.broker = broker;
        this.workers = workers;
        this.atNanos = nowNanos;
        this.totals = lane.totals();
        this.submitted = lane.submitted();
    }

    /** Ends a period: reads what the engine did in it. To be called for all bundles before any is sampled. */
    public void read(long nowNanos) {
        BatchTotals now = lane.totals();
        work = now.since(totals);
        totals = now;
        seconds = Math.max(1, nowNanos - atNanos) / 1e9;
        atNanos = nowNanos;
    }

    /** Share of the workers' time that went into the bundle in the period; may be above 1, for batches count when they end. */
    public double usedShare() {
        return work.engineMicros() / MICROS / (seconds * workers);
    }

    /** Whether documents were computed in the period or wait now. */
    public boolean isBusy() {
        return work.documents() > 0 || lane.unanswered() > 0;
    }

    /**
     * The period that was read last.
     *
     * @param workerShare share of the workers' time that the bundle can have
     * @param offset in force during the period
     * @param cap the fastest offset that live quality allows
     */
    public LoadSample sample(long nowMillis, double workerShare, DeltaOffset offset, DeltaOffset cap) {
        BrokerFigures figures = broker.figures();
        long unread = progress.unread(figures.ends());
        return new LoadSample(
                Duration.ofNanos((long) (seconds * 1e9)),
                arrivals(figures, unread),
                work.documents() / seconds,
                lane.unanswered(),
                unread,
                progress.oldestAge(nowMillis),
                EngineCost.of(work.documents(), work.tokens(), work.engineMicros()),
                workers,
                workerShare,
                offset,
                cap);
    }

    private double arrivals(BrokerFigures figures, long unread) {
        long before = submitted;
        submitted = lane.submitted();
        Set<TopicPartition> partitions = progress.partitions();
        return unread == 0 ? (submitted - before) / seconds : figures.perSecond(partitions);
    }

    /** How old the broker's figures are. */
    public Duration brokerAge(long nowNanos) {
        return Duration.ofNanos(nowNanos - broker.figures().atNanos());
    }
}
