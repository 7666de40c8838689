package dev.winnow.ops.console;

import dev.winnow.ops.management.JsonBody;
import dev.winnow.topology.observe.StreamObserver;
import dev.winnow.topology.observe.WrittenResult;
import io.javalin.http.sse.SseClient;
import java.util.Optional;

/**
 * Shows results to those who look, as they come. Nothing of them is kept: a page has room for one that it has not read yet, as
 * each holds its record, which no limit of the batches counts any more; and when nobody looks nothing happens.
 */
final class ResultFeed implements StreamObserver, AutoCloseable {
    private static final int ROOM = 1;

    private final Watchers<ResultWatcher> watchers = new Watchers<>(ROOM);
    private final int spans;

    /**
     * @param spans of a rationale at most
     */
    ResultFeed(int spans) {
        this.spans = spans;
    }

    /**
     * Takes a page in.
     *
     * @param texts whether it is shown texts
     */
    void admit(SseClient client, boolean texts) {
        Optional<String> bundle = wish(client, "bundle");
        Optional<String> label = wish(client, "label");
        watchers.admit(client, page -> new ResultWatcher(bundle, label, page, result -> json(result, texts)));
    }

    private static Optional<String> wish(SseClient client, String name) {
        return Optional.ofNullable(client.ctx().queryParam(name)).filter(value -> !value.isEmpty());
    }

    @Override
    public void written(WrittenResult result) {
        if (watchers.size() > 0) {
            watchers.forEach(watcher -> watcher.see(result));
        }
    }

    private String json(WrittenResult result, boolean texts) {
        return JsonBody.written(ResultView.of(result, spans, texts));
    }

    @Override
    public void close() {
        watchers.close();
    }
}
