package dev.winnow.ops.knob;

import dev.winnow.topology.control.Policy;
import dev.winnow.topology.knob.KnobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Looks whether this instance obeys a policy that was just written: milliseconds, unless the control topic is out of reach. */
final class Obedience {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final Supplier<Optional<KnobStatus>> status;

    Obedience(Supplier<Optional<KnobStatus>> status) {
        this.status = status;
    }

    /** Milliseconds until it did; empty where it does not in time, or refuses. */
    Optional<Long> await(WrittenPolicy written) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            if (obeys(written)) {
                return Optional.of(Duration.ofNanos(System.nanoTime() - start).toMillis());
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return Optional.empty();
    }

    private boolean obeys(WrittenPolicy written) {
        return status.get()
                .filter(knob -> since(knob.policy()).equals(since(written.policy())))
                .isPresent();
    }

    private static Optional<Instant> since(Optional<Policy> policy) {
        return policy.map(Policy::since);
    }
}
