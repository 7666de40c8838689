package dev.winnow.topology.measure;

import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What the stream threads count while they run. Work that a crash or an aborted transaction repeats is counted again. */
public final class StreamCounters {

    private static final long LONGEST_MILLIS = 24 * 60 * 60 * 1_000L;
    private static final int DIGITS = 2;

    private final LongAdder documents = new LongAdder();
    private final LongAdder classified = new LongAdder();
    private final LongAdder deadLetters = new LongAdder();
    private final LongAdder shed = new LongAdder();
    private final Histogram ages = new ConcurrentHistogram(LONGEST_MILLIS, DIGITS);

    /** A record was read. */
    public void read() {
        documents.increment();
    }

    /** A result was handed to the producer, so many milliseconds after the record's timestamp. */
    public void classified(long ageMillis) {
        classified.increment();
        ages.recordValue(Math.min(LONGEST_MILLIS, Math.max(0, ageMillis)));
    }

    /** A dead letter was handed to the producer. */
    public void rejected() {
        deadLetters.increment();
    }

    /** A record was handed to the producer that was given up in an overload. */
    public void shed() {
        shed.increment();
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
