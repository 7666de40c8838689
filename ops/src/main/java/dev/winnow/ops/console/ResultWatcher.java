package dev.winnow.ops.console;

import dev.winnow.topology.observe.WrittenResult;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Somebody who looks at results: those that were asked for, and no more of them than a person can read. Safe for many threads. */
final class ResultWatcher {
    /** Two a second: more could not be read, and each costs a second look at its record. */
    private static final long PAUSE_NANOS = 500_000_000L;

    private final Optional<String> bundle;
    private final Optional<String> label;
    private final Watcher page;
    private final Function<WrittenResult, String> json;
    private final AtomicLong next;

    /**
     * @param bundle to be shown; empty for all
     * @param label to be shown; empty for all
     * @param json what is sent of a result; called by the thread of the page
     */
    ResultWatcher(Optional<String> bundle, Optional<String> label, Watcher page, Function<WrittenResult, String> json) {
        this.bundle = bundle;
        this.label = label;
        this.page = page;
        this.json = json;
        this.next = new AtomicLong(System.nanoTime());
    }

    void see(WrittenResult result) {
        long due = next.get();
        long now = System.nanoTime();
        if (now - due >= 0 && wants(result) && next.compareAndSet(due, now + PAUSE_NANOS)) {
            page.offer("result", () -> json.apply(result));
        }
    }

    private boolean wants(WrittenResult result) {
        return bundle.map(result.pipeline().bundle()::equals).orElse(true)
                && label.map(result.outcome().prediction().label()::equals).orElse(true);
    }
}
