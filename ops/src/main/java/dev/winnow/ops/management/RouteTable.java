package dev.winnow.ops.management;

import dev.winnow.ops.management.access.Access;
import dev.winnow.ops.management.access.Guard;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.sse.SseClient;
import java.util.function.Consumer;

/** Where routes are added. It leaves no way to add one without saying what it shows or changes. */
public final class RouteTable {
    private final Javalin server;
    private final Guard guard;
    private final AuditTrail audit;
    private final EventStreams streams = new EventStreams();

    RouteTable(Javalin server, Guard guard, AuditTrail audit) {
        this.server = server;
        this.guard = guard;
        this.audit = audit;
    }

    /** Answers a question; HEAD asks the same, and Javalin by itself would answer that without asking who may. */
    public void get(String path, Access access, Handler handler) {
        server.get(path, handler, access);
        server.head(path, handler, access);
    }

    /** Takes a request with JSON in its body, see {@link JsonBody}. */
    public void post(String path, Access access, Handler handler) {
        server.post(path, handler, access);
    }

    /** Takes something away. */
    public void delete(String path, Access access, Handler handler) {
        server.delete(path, handler, access);
    }

    /**
     * Sends events as they come, to so many clients at most: more get 429. That a client has gone is noticed when something is sent
     * to it, so send a comment every few seconds. Only {@link SseClient#keepAlive()} keeps a stream open, and
     * {@link SseClient#onClose} says when it ends.
     */
    public void events(String path, Access access, Consumer<SseClient> stream) {
        server.get(path, context -> streams.open(context, stream), access);
        server.head(path, context -> {}, access);
    }

    /** Whether the caller of a route may have more than the route itself asks for. */
    public boolean grants(Context context, Access access) {
        return guard.permits(context, access);
    }

    void releaseStreams() {
        server.after(streams::release);
    }

    Guard guard() {
        return guard;
    }

    AuditTrail audit() {
        return audit;
    }
}
