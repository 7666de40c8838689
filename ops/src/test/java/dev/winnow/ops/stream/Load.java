package dev.winnow.ops.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A number of short documents, a part of them at once and the others little by little, so that whatever befalls the
 * application befalls it under load, on a fast machine too.
 *
 * <p>Document {@code n} has the key {@code n mod 40}: ids of one key grow.
 */
final class Load implements AutoCloseable {
    private static final int KEYS = 40;
    private static final int TICK_MILLIS = 20;
    private static final List<String> TEXTS =
            List.of("a quiet morning", "rain again", "the train is late", "good soup", "who won the match?", "thanks");

    private final Feed feed;
    private final int total;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int next;

    Load(TestStream stream, int total) {
        this.feed = new Feed(stream);
        this.total = total;
    }

    /** Registers the schema, so that documents can be sent while the registry is away. */
    void register() {
        feed.encode("", "");
    }

    /** Sends some at once, and then so many per second while there are any. */
    void begin(int atOnce, int perSecond) {
        send(atOnce);
        int perTick = perSecond * TICK_MILLIS / 1_000;
        var unused = clock.scheduleAtFixedRate(() -> send(perTick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Sends all that are left; returns when the broker has them. */
    void finish() {
        endTrickle();
        send(total);
        feed.flush();
    }

    private synchronized void send(int count) {
        for (int i = 0; i < count && next < total; i++, next++) {
            feed.send("key-" + next % KEYS, id(next), TEXTS.get(next % TEXTS.size()));
        }
    }

    /** Ids of all documents, those that are not sent yet included. */
    List<String> ids() {
        List<String> ids = new ArrayList<>(total);
        for (int n = 0; n < total; n++) {
            ids.add(id(n));
        }
        return ids;
    }

    private static String id(int number) {
        return "%06d".formatted(number);
    }

    private void endTrickle() {
        clock.shutdown();
        try {
            if (!clock.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the trickle of documents does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        feed.close();
    }
}
