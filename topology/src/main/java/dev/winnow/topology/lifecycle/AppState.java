package dev.winnow.topology.lifecycle;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a process stands between its start and its end. Each state has the transitions that are possible from it, so that
 * an impossible one does not compile:
 *
 * <pre>
 * Starting → WarmingUp → Joining → Running ⇄ Degraded
 *     └──────────┴──────────┴─────────┴─────────┴──→ Draining → Stopped
 * </pre>
 */
public sealed interface AppState {

    /** A state in which work is done or prepared. */
    sealed interface Working extends AppState {

        /** Reading ends, what was read is finished until the deadline. */
        default Draining draining(Instant now, Instant deadline) {
            return new Draining(now, deadline);
        }
    }

    /** A state in which the stream threads are there. */
    sealed interface Streaming extends Working {

        /** Nothing is done until {@code retryAt}. */
        Degraded degraded(Instant now, String reason, Instant retryAt);
    }

    /**
     * Checks what must be there, and loads it.
     *
     * @param step what is done, as in "checking topics"
     */
    record Starting(String step) implements Working {

        @Override
        public String details() {
            return step;
        }

        Starting next(String nextStep) {
            return new Starting(nextStep);
        }

        WarmingUp warmingUp(String bundle) {
            return new WarmingUp(bundle);
        }
    }

    /**
     * Classifies texts of its own, so that the first documents do not wait for the compiler.
     *
     * @param bundle the model
     */
    record WarmingUp(String bundle) implements Working {

        @Override
        public String details() {
            return bundle;
        }

        WarmingUp next(String nextBundle) {
            return new WarmingUp(nextBundle);
        }

        Joining joining() {
            return new Joining();
        }
    }

    /** Waits for its share of the partitions. */
    record Joining() implements Streaming {

        Running running(Instant now) {
            return new Running(now);
        }

        @Override
        public Degraded degraded(Instant now, String reason, Instant retryAt) {
            return new Degraded(now, reason, retryAt);
        }
    }

    /**
     * Classifies. The only state that is ready.
     *
     * @param since begin
     */
    record Running(Instant since) implements Streaming {

        @Override
        public Degraded degraded(Instant now, String reason, Instant retryAt) {
            return new Degraded(now, reason, retryAt);
        }
    }

    /**
     * Alive, but what it does fails: it waits and tries again.
     *
     * @param since begin
     * @param reason what fails, without any text of a document
     * @param retryAt when it tries again, or tried last
     */
    record Degraded(Instant since, String reason, Instant retryAt) implements Streaming {

        @Override
        public String details() {
            return reason;
        }

        Running running(Instant now) {
            return new Running(now);
        }

        /** The same trouble or another one, after a try: the begin stays. */
        @Override
        public Degraded degraded(Instant now, String nextReason, Instant nextRetryAt) {
            return new Degraded(since, nextReason, nextRetryAt);
        }
    }

    /**
     * Reads no more and finishes what it has read.
     *
     * @param since begin
     * @param deadline when it gives up
     */
    record Draining(Instant since, Instant deadline) implements AppState {}

    /**
     * The end.
     *
     * @param exitCode for the process, see {@link ExitStatus}
     * @param cause what ended it, if nobody asked it to end
     */
    record Stopped(int exitCode, Optional<Throwable> cause) implements AppState {

        @Override
        public String details() {
            return cause.map(Throwable::getMessage).orElse("");
        }
    }

    /** The end, from any state. */
    default Stopped stopped(int exitCode, Optional<Throwable> cause) {
        return new Stopped(exitCode, cause);
    }

    /** One word for logs and programs, for instance {@code warming-up}. */
    default String label() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** Details for people, possibly none: the reason of a degradation, the step of a start. */
    default String details() {
        return "";
    }
}
