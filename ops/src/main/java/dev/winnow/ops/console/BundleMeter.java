package dev.winnow.ops.console;

import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.model.calibration.ConfidenceInterval;
import dev.winnow.topology.control.LoadSample;
import dev.winnow.topology.knob.KnobStatus;
import dev.winnow.topology.microbatch.ComputedBatch;
import dev.winnow.topology.shadow.AgreementCount;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Counts what the stream tells of one bundle and makes a sample of it every second. Counting is for many threads and allocates
 * nothing; the rest is for the clock's thread.
 */
final class BundleMeter {
    private static final long LONGEST_MILLIS = 24 * 60 * 60 * 1_000L;
    private static final int DIGITS = 2;
    private static final double NANOS = 1e9;

    /** Weight of the newest second in what a document costs: some seconds' mean, as the mix of documents changes slowly. */
    private static final double NEWEST = 0.2;

    private final Model model;
    private final History history = new History();
    private final Recorder ages = new Recorder(LONGEST_MILLIS, DIGITS);
    private final Object counting = new Object();
    private long batches;
    private long documents;
    private long tokens;
    private long fullNanos;
    private Histogram lastAges;
    private double arrivals;
    private double backlog;
    private double oldest;
    private int looks;
    private double fullSeconds = Double.NaN;
    private volatile Sample last = Sample.unknown(0);
    private volatile double fullCapacity = Double.NaN;

    /** What was computed: a batch is in all of these sums or in none, or their quotients would be of different batches. */
    private record Work(long batches, long documents, long tokens, long fullNanos) {}

    BundleMeter(Model model) {
        this.model = model;
    }

    Model model() {
        return model;
    }

    History history() {
        return history;
    }

    /** As of the last second. */
    Sample last() {
        return last;
    }

    /** Documents a second that the workers could compute with the full encoder, with their present share; NaN when unknown. */
    double fullCapacity() {
        return fullCapacity;
    }

    void written(long ageMillis) {
        ages.recordValue(Math.min(LONGEST_MILLIS, ageMillis));
    }

    void computed(ComputedBatch batch) {
        long read = batch.tokens();
        long full = (long) (batch.engineNanos() * model.speed(batch.offset().value()));
        synchronized (counting) {
            batches++;
            documents += batch.documents().size();
            tokens += read;
            fullNanos += full;
        }
    }

    private Work takeWork() {
        synchronized (counting) {
            Work work = new Work(batches, documents, tokens, fullNanos);
            batches = 0;
            documents = 0;
            tokens = 0;
            fullNanos = 0;
            return work;
        }
    }

    /** Looks at a control period; several of them are in a second. */
    void look(KnobStatus knob) {
        knob.load().ifPresent(load -> {
            looks++;
            arrivals += load.arrivalsPerSecond();
            backlog = Math.max(backlog, (double) load.backlog());
            oldest = Math.max(oldest, (double) load.oldestAge().toMillis());
        });
    }

    /** Ends a second. */
    Sample end(long nowMillis, double seconds, Optional<KnobStatus> knob) {
        Sample sample = Sample.unknown(nowMillis);
        lastAges = ages.getIntervalHistogram(lastAges);
        sample.with(Figure.SERVED, lastAges.getTotalCount() / seconds);
        if (lastAges.getTotalCount() > 0) {
            sample.with(Figure.P50, age(50)).with(Figure.P99, age(99));
        }
        load(sample);
        work(sample, takeWork());
        knob.ifPresent(status -> knob(sample, status));
        history.add(sample);
        last = sample;
        return sample;
    }

    private double age(double percentile) {
        return (double) lastAges.getValueAtPercentile(percentile);
    }

    private void load(Sample sample) {
        if (looks > 0) {
            sample.with(Figure.ARRIVALS, arrivals / looks)
                    .with(Figure.BACKLOG, backlog)
                    .with(Figure.OLDEST, oldest);
        }
        looks = 0;
        arrivals = 0;
        backlog = 0;
        oldest = 0;
    }

    private void work(Sample sample, Work work) {
        if (work.documents() > 0) {
            sample.with(Figure.DOCUMENTS, mean(work.documents(), work.batches()))
                    .with(Figure.TOKENS, mean(work.tokens(), work.batches()));
            learn(work.fullNanos() / NANOS / work.documents());
        }
    }

    private static double mean(long sum, long count) {
        return (double) sum / count;
    }

    private void learn(double seconds) {
        fullSeconds = Double.isNaN(fullSeconds) ? seconds : fullSeconds + NEWEST * (seconds - fullSeconds);
    }

    private void knob(Sample sample, KnobStatus status) {
        sample.with(Figure.OFFSET, status.offset().value());
        Optional<CalibrationPoint> expected = status.expected();
        sample.with(Figure.ACCURACY, expected.map(CalibrationPoint::accuracy).orElse(Double.NaN));
        sample.with(Figure.EXPECTED, expected.map(CalibrationPoint::agreement).orElse(Double.NaN));
        AgreementCount live = status.live();
        if (live.documents() > 0) {
            ConfidenceInterval interval = live.interval();
            sample.with(Figure.AGREEMENT, live.share())
                    .with(Figure.LOW, interval.low())
                    .with(Figure.HIGH, interval.high());
        }
        fullCapacity = status.load().map(this::capacity).orElse(Double.NaN);
    }

    private double capacity(LoadSample load) {
        return load.workers() * load.workerShare() / fullSeconds;
    }
}
