package dev.winnow.topology.measure;

import dev.winnow.topology.observe.Pipeline;
import dev.winnow.topology.observe.RejectedRecord;
import dev.winnow.topology.observe.ShedRecord;
import dev.winnow.topology.observe.StreamObserver;
import dev.winnow.topology.observe.WrittenResult;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What the stream threads count while they run. Work that a crash or an aborted transaction repeats is counted again. */
public final class StreamCounters implements StreamObserver {

    private static final long LONGEST_MILLIS = 24 * 60 * 60 * 1_000L;
    private static final int DIGITS = 2;

    private final LongAdder documents = new LongAdder();
    private final LongAdder classified = new LongAdder();
    private final LongAdder deadLetters = new LongAdder();
    private final LongAdder shed = new LongAdder();
    private final Histogram ages = new ConcurrentHistogram(LONGEST_MILLIS, DIGITS);

    @Override
    public void read(Pipeline pipeline, long nanos) {
        documents.increment();
    }

    @Override
    public void written(WrittenResult result) {
        classified.increment();
        ages.recordValue(Math.min(LONGEST_MILLIS, result.ageMillis()));
    }

    @Override
    public void rejected(RejectedRecord rejected) {
        deadLetters.increment();
    }

    @Override
    public void shed(ShedRecord shed) {
        documents.increment();
        this.shed.increment();
    }

    /** The counts so far, each read at its own moment. */
    public StreamTotals totals() {
        return new StreamTotals(
                documents.sum(),
                classified.sum(),
                deadLetters.sum(),
                shed.sum(),
                ages.getValueAtPercentile(50),
                ages.getValueAtPercentile(99));
    }
}
