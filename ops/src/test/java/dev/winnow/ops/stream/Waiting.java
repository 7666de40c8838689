package dev.winnow.ops.stream;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits beside a running stream. */
final class Waiting {
    private Waiting() {}

    /** A stream thread that gives up is replaced, and ends with its exception: that is none of the test's. */
    static ConditionFactory upTo(Duration patience) {
        return Awaitility.await().dontCatchUncaughtExceptions().atMost(patience);
    }
}
