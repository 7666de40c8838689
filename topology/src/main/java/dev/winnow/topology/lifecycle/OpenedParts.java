package dev.winnow.topology.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a process has opened so far, closed in the reverse order. A part that does not close must not keep the others open. */
final class OpenedParts {

    private static final Logger LOG = LoggerFactory.getLogger(OpenedParts.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T part) {
        opened.push(part);
        return part;
    }

    boolean isEmpty() {
        return opened.isEmpty();
    }

    /** Returns whether every part closed as it should. */
    boolean close() {
        boolean clean = true;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                clean = false;
                LOG.atError().setCause(e).log("a part of the application did not close");
            }
        }
        return clean;
    }
}
