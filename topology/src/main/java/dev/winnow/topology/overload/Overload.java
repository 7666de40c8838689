package dev.winnow.topology.overload;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether one bundle is overloaded on this instance: as fast as it may be, and too slow. The control loop says so, stream threads
 * ask with every record.
 */
public final class Overload {

    private volatile Duration objective;

    /** Documents are to be answered within this objective and are not. */
    public void begin(Duration missed) {
        objective = missed;
    }

    public void end() {
        objective = null;
    }

    /** The objective that is missed; empty where none is. */
    public Optional<Duration> objective() {
        return Optional.ofNullable(objective);
    }
}
