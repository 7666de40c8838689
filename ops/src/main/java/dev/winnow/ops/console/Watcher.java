package dev.winnow.ops.console;

import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One page that is open somewhere. It has a thread of its own, since a page that does not read holds up whoever writes to it;
 * what it has no room for it misses.
 *
 * <p>It ends after a quarter of an hour, and a browser then opens it anew: only when a stream is opened is looked whether its
 * caller may see it, and a stream without an end would outlive its session.
 */
final class Watcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final long SIGN_OF_LIFE_SECONDS = 10;
    private static final Duration LIFE = Duration.ofMinutes(15);

    private record Event(String name, Supplier<String> data) {}

    private final SseClient client;
    private final BlockingQueue<Event> events;
    private final Thread thread = new Thread(this::send, "winnow-console-watcher");
    private final long end = System.nanoTime() + LIFE.toNanos();
    private volatile boolean closed;

    /**
     * Sends nothing yet.
     *
     * @param room for events that the page has not read yet
     */
    Watcher(SseClient client, int room) {
        this.client = client;
        this.events = new ArrayBlockingQueue<>(room);
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
            while (!isClosed() && System.nanoTime() - end < 0) {
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
