package dev.winnow.topology.observe;

import dev.winnow.topology.microbatch.BatchObserver;
import java.util.List;

/**
 * Told of everything a running stream does, as it does it: the one hook for metrics, pages and traces, so that the hot path has
 * none for each of them.
 *
 * <p>Calls come from stream threads, tokenizers, engine workers and the control loop, several at a time: an observer is safe
 * for use by many threads, takes microseconds and waits for nothing. What is told may yet be taken back by an aborted
 * transaction or a crash, and is told again when the work is done again. An observer that throws harms nobody: {@code
 * WinnowApp.observe} sees to that.
 */
public interface StreamObserver extends BatchObserver {

    /**
     * A pipeline is put together; its records may come from now on.
     *
     * @param labels all that its model can give
     */
    default void opened(Pipeline pipeline, List<String> labels) {}

    /**
     * A record was read, whatever was found in it. One that was shed is not.
     *
     * @param nanos what it took, the wait for the schema registry included, in nanoseconds
     */
    default void read(Pipeline pipeline, long nanos) {}

    /** A result was handed to the producer. */
    default void written(WrittenResult result) {}

    /** A dead letter was handed to the producer. */
    default void rejected(RejectedRecord rejected) {}

    /** A record was given up in an overload. */
    default void shed(ShedRecord shed) {}

    /**
     * A policy was read from the control topic: those that it still has, when the process starts; each new one; and all of them
     * again whenever the topic had to be read anew.
     */
    default void policyArrived(PolicyArrival arrival) {}

    /** The knob of a bundle was turned. */
    default void offsetChanged(OffsetChange change) {}
}
