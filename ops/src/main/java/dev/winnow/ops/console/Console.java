package dev.winnow.ops.console;

import dev.winnow.ops.management.JsonBody;
import dev.winnow.ops.management.ManagementClient;
import dev.winnow.ops.management.access.Tokens;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.observe.StreamObserver;
import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything behind the page of one process: what is counted and kept of its bundles, who looks at it, and what the broker is
 * asked for it. It counts from the moment it is made, so that a page that is opened late has a past to show.
 */
public final class Console implements AutoCloseable {
    private static final Duration FRESH = Duration.ofSeconds(2);

    /** Ticks are small, and a page that was asleep for some seconds has them all. */
    private static final int ROOM_FOR_TICKS = 16;

    private final WinnowConfig config;
    private final Meters meters;
    private final ResultFeed results;
    private final Watchers<Watcher> watchers = new Watchers<>(ROOM_FOR_TICKS);
    private final Clockwork clockwork;
    private final Errands errands = new Errands();
    private final Letters letters;
    private final Group group;
    private final Peers peers;
    private final Briefly<Instances> instances = new Briefly<>(FRESH);

    /**
     * The instances of the group.
     *
     * @param group its id
     * @param members what the broker says; null where it does not
     * @param problem why it does not; null where it does
     * @param peers what those say whose address is configured
     */
    record Instances(String group, List<Group.Instance> members, String problem, List<Peers.Peer> peers) {}

    private Console(WinnowConfig config, Vitals vitals) {
        this.config = config;
        this.meters = new Meters(config.pipelines().stream().map(Model::of).toList());
        this.results =
                new ResultFeed(config.model().rationaleSpans(), config.console().texts());
        this.clockwork = new Clockwork(vitals, meters, this::tell);
        this.letters = new Letters(config, errands);
        this.group = new Group(config);
        this.peers = new Peers(
                new ManagementClient(Tokens.toRead(config.management())),
                config.console().addresses());
    }

    /** Begins to look at the process. */
    public static Console start(WinnowConfig config, Vitals vitals) {
        Console console = new Console(config, vitals);
        console.clockwork.start();
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
            clockwork.last().ifPresent(tick -> page.offer("tick", () -> JsonBody.written(tick)));
            return page;
        });
    }

    void admitToResults(SseClient client) {
        results.admit(client);
    }

    boolean showsTexts() {
        return config.console().texts();
    }

    Setup setup() {
        return Setup.of(config, meters.all().stream().map(BundleMeter::model).toList());
    }

    Optional<History.Stretch> history(String bundle, boolean wide) {
        return meters.of(bundle).map(meter -> meter.history().stretch(wide));
    }

    Letters letters() {
        return letters;
    }

    Instances instances() {
        return instances.get(() -> {
            List<Peers.Peer> said = peers.ask();
            String id = config.application().id();
            try {
                return new Instances(id, errands.run(group::instances), null, said);
            } catch (Errands.ErrandFailedException e) {
                return new Instances(id, null, e.getMessage(), said);
            }
        });
    }

    @Override
    public void close() {
        clockwork.close();
        watchers.close();
        results.close();
        errands.close();
        peers.close();
        group.close();
    }
}
