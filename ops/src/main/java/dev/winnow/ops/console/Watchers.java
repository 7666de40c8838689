package dev.winnow.ops.console;

import io.javalin.http.sse.SseClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The pages that look at something. The server bounds how many there are.
 *
 * @param <W> what one of them wants
 */
final class Watchers<W> implements AutoCloseable {
    private record Entry<W>(Watcher page, W wish) {}

    private final List<Entry<W>> open = new CopyOnWriteArrayList<>();
    private final int room;

    /**
     * Nobody looks yet.
     *
     * @param room for events that a page has not read yet
     */
    Watchers(int room) {
        this.room = room;
    }

    /** Takes a page in, until it is gone. */
    void admit(SseClient client, Function<Watcher, W> make) {
        Watcher page = new Watcher(client, room);
        Entry<W> entry = new Entry<>(page, make.apply(page));
        open.add(entry);
        client.keepAlive();
        client.onClose(() -> {
            page.close();
            open.remove(entry);
        });
        page.start();
    }

    int size() {
        return open.size();
    }

    void forEach(Consumer<W> action) {
        open.removeIf(entry -> entry.page().isClosed());
        open.forEach(entry -> action.accept(entry.wish()));
    }

    @Override
    public void close() {
        open.forEach(entry -> entry.page().close());
        open.clear();
    }
}
