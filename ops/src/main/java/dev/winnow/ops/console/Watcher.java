package dev.winnow.ops.console;

import io.javalin.http.sse.SseClient;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One page that is open somewhere. It has a thread of its own, since a page that does not read holds up whoever writes to it;
 * what it has no room for it misses.
 */
final class Watcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final int ROOM = 16;
    private static final long SIGN_OF_LIFE_SECONDS = 10;

    private record Event(String name, Supplier<String> data) {}

    private final SseClient client;
    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(ROOM);
    private final Thread thread = new Thread(this::send, "winnow-console-watcher");
    private volatile boolean closed;

    Watcher(SseClient client) {
        this.client = client;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    boolean isClosed() {
        return closed || client.terminated();
    }

    /**
     * Sends something when its turn comes, or never.
     *
     * @param data made by the thread that sends it
     */
    void offer(String name, Supplier<String> data) {
        if (!events.offer(new Event(name, data))) {
            LOG.atTrace().log("a page reads too slowly and misses an event");
        }
    }

    private void send() {
        try {
            while (!isClosed()) {
                Event event = events.poll(SIGN_OF_LIFE_SECONDS, TimeUnit.SECONDS);
                if (event == null) {
                    client.sendComment("here");
                } else {
                    send(event);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
            client.close();
        }
    }

    private void send(Event event) {
        try {
            client.sendEvent(event.name(), event.data().get());
        } catch (RuntimeException e) {
            // Without the message: where a text could not be read again, it might quote it.
            LOG.atDebug().addKeyValue("error", e.getClass().getName()).log("an event was not sent");
        }
    }

    @Override
    public void close() {
        closed = true;
        if (Thread.currentThread() != thread) {
            thread.interrupt();
        }
    }
}
