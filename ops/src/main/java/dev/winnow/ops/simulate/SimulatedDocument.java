package dev.winnow.ops.simulate;

import dev.winnow.topology.microbatch.Waiting;

/** A document on its way through a simulated instance. */
final class SimulatedDocument implements Waiting {

    private final long bornNanos;
    private final int tokens;
    private final SimulatedThread thread;
    private long number;
    private long arrivedNanos;
    private long waitedNanos;
    private double offset;

    /**
     * @param bornNanos when its record was written
     * @param thread the stream thread that owns its partition
     */
    SimulatedDocument(long bornNanos, int tokens, SimulatedThread thread) {
        this.bornNanos = bornNanos;
        this.tokens = tokens;
        this.thread = thread;
    }

    long bornNanos() {
        return bornNanos;
    }

    @Override
    public int tokens() {
        return tokens;
    }

    @Override
    public long arrivedNanos() {
        return arrivedNanos;
    }

    /** Its place among the documents that were taken in. */
    long number() {
        return number;
    }

    void takenIn(long itsNumber, long nowNanos) {
        number = itsNumber;
        arrivedNanos = nowNanos;
    }

    void started(long nowNanos) {
        waitedNanos = nowNanos - bornNanos;
    }

    /** From its birth to the start of its micro-batch. */
    long waitedNanos() {
        return waitedNanos;
    }

    /** What it was computed with. */
    double offset() {
        return offset;
    }

    void computed(double withOffset) {
        offset = withOffset;
        thread.computed(this);
    }
}
