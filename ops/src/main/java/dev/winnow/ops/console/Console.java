package dev.winnow.ops.console;

import dev.winnow.ops.management.JsonBody;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.observe.StreamObserver;
import io.javalin.http.sse.SseClient;
import java.util.List;
import java.util.Optional;

/**
 * Everything behind the page of one process: what is counted and kept of its bundles, who looks at it, and what the broker is
 * asked for it. It counts from the moment it is made, so that a page that is opened late has a past to show.
 */
public final class Console implements AutoCloseable {
    /** Ticks are small, and a page that was asleep for some seconds has them all. */
    private static final int ROOM_FOR_TICKS = 16;

    private final WinnowConfig config;
    private final Meters meters;
    private final ResultFeed results;
    private final Watchers<Watcher> watchers = new Watchers<>(ROOM_FOR_TICKS);
    private final Sampler sampler;
    private final BrokerQuestions broker = new BrokerQuestions();
    private final Letters letters;
    private final InstanceDirectory instances;

    private Console(WinnowConfig config, Vitals vitals) {
        this.config = config;
        this.meters = new Meters(config.pipelines().stream().map(Model::of).toList());
        this.results = new ResultFeed(config.model().rationaleSpans());
        this.sampler = new Sampler(vitals, meters, this::tell);
        this.letters = new Letters(config, broker);
        this.instances = new InstanceDirectory(config, broker);
    }

    /** Begins to look at the process. */
    public static Console start(WinnowConfig config, Vitals vitals) {
        Console console = new Console(config, vitals);
        console.sampler.start();
        return console;
    }

    /** What the stream tells it; to be given to the stream before its start. */
    public List<StreamObserver> observers() {
        return List.of(meters, results);
    }

    private void tell(Tick tick) {
        if (watchers.size() > 0) {
            String json = JsonBody.written(tick);
            watchers.forEach(page -> page.offer("tick", () -> json));
        }
    }

    void admit(SseClient client) {
        watchers.admit(client, page -> {
            sampler.last().ifPresent(tick -> page.offer("tick", () -> JsonBody.written(tick)));
            return page;
        });
    }

    /** Shows results to a page; whoever may not see texts gets what is known of them without. */
    void admitToResults(SseClient client, boolean mayReadTexts) {
        results.admit(client, config.console().texts() && mayReadTexts);
    }

    PageSetup setup() {
        return PageSetup.of(
                config, meters.all().stream().map(BundleMeter::model).toList());
    }

    Optional<History.Stretch> history(String bundle, boolean wide) {
        return meters.of(bundle).map(meter -> meter.history().stretch(wide));
    }

    Letters letters() {
        return letters;
    }

    InstanceDirectory instances() {
        return instances;
    }

    @Override
    public void close() {
        sampler.close();
        watchers.close();
        results.close();
        broker.close();
        instances.close();
    }
}
