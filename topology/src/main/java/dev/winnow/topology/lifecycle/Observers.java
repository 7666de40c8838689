package dev.winnow.topology.lifecycle;

import dev.winnow.topology.microbatch.ComputedBatch;
import dev.winnow.topology.observe.OffsetChange;
import dev.winnow.topology.observe.Pipeline;
import dev.winnow.topology.observe.PolicyArrival;
import dev.winnow.topology.observe.RejectedRecord;
import dev.winnow.topology.observe.ShedRecord;
import dev.winnow.topology.observe.StreamObserver;
import dev.winnow.topology.observe.WrittenResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that watch a stream, as one observer. One that throws costs neither the stream nor the other observers anything: thrown
 * into the stream, its failure would count as the model's or stop the stream thread.
 */
final class Observers implements StreamObserver {

    private static final Logger LOG = LoggerFactory.getLogger(Observers.class);
    private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

    private final List<StreamObserver> observers = new CopyOnWriteArrayList<>();
    private final RateLimit logs = new RateLimit(LOG_INTERVAL, System.nanoTime());

    Observers(StreamObserver first) {
        add(first);
    }

    void add(StreamObserver observer) {
        observers.add(observer);
    }

    private void tell(Consumer<StreamObserver> event) {
        for (StreamObserver observer : observers) {
            try {
                event.accept(observer);
            } catch (RuntimeException | LinkageError | AssertionError failure) {
                log(observer, failure);
            }
        }
    }

    private void log(StreamObserver observer, Throwable failure) {
        if (logs.permits(System.nanoTime())) {
            LOG.atError()
                    .setCause(failure)
                    .addKeyValue("observer", observer.getClass().getName())
                    .log("an observer failed; the stream goes on, and what the observer shows may be wrong");
        }
    }

    @Override
    public void opened(Pipeline pipeline, List<String> labels) {
        tell(observer -> observer.opened(pipeline, labels));
    }

    @Override
    public void read(Pipeline pipeline, long nanos) {
        tell(observer -> observer.read(pipeline, nanos));
    }

    @Override
    public void tokenized(String bundle, int tokens, long nanos) {
        tell(observer -> observer.tokenized(bundle, tokens, nanos));
    }

    @Override
    public void computed(ComputedBatch batch) {
        tell(observer -> observer.computed(batch));
    }

    @Override
    public void written(WrittenResult result) {
        tell(observer -> observer.written(result));
    }

    @Override
    public void rejected(RejectedRecord rejected) {
        tell(observer -> observer.rejected(rejected));
    }

    @Override
    public void shed(ShedRecord shed) {
        tell(observer -> observer.shed(shed));
    }

    @Override
    public void policyArrived(PolicyArrival arrival) {
        tell(observer -> observer.policyArrived(arrival));
    }

    @Override
    public void offsetChanged(OffsetChange change) {
        tell(observer -> observer.offsetChanged(change));
    }
}
