package dev.winnow.ops.management;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** A bound on event streams, all pages together: each holds a connection and costs something whenever an event is sent. */
final class EventStreams {
    static final int MOST = 32;

    private static final String HELD = "winnow.stream";

    private final Semaphore free = new Semaphore(MOST);

    void open(Context context, Consumer<SseClient> stream) {
        if (!free.tryAcquire()) {
            throw new HttpResponseException(429, "%d event streams are open already".formatted(MOST), Map.of());
        }
        context.attribute(HELD, true);
        new SseHandler(stream).handle(context);
    }

    /** After a request, which lasts as long as its stream. */
    void release(Context context) {
        if (Boolean.TRUE.equals(context.attribute(HELD))) {
            context.attribute(HELD, null);
            free.release();
        }
    }
}
