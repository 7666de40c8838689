package dev.winnow.topology.load;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker once a second where the partitions end that this instance reads, on a thread of its own: an answer may take
 * as long as it likes, and nobody waits for it. While the broker is away the figures stay and age.
 *
 * <p>Rejected: the consumer's metric {@code records-lag}, which was wrong by thousands during bursts, for it knows of the end no
 * more than the last fetch said. Rejected: what is committed as the beginning of what is unread; the tasks know better how far
 * they are ({@link TaskProgress}), and a commit lies behind by what waits for it.
 */
public final class BacklogWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BacklogWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int PATIENCE_MILLIS = 5_000;

    private final Admin admin;
    private final IsolationLevel isolation;
    private final Collection<BundleProgress> bundles;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "winnow-backlog");
        thread.setDaemon(true);
        return thread;
    });
    private volatile BrokerFigures figures = BrokerFigures.none(System.nanoTime());
    private boolean away;

    /**
     * @param admin stays open
     * @param isolation of the stream's consumers: what they cannot see does not wait for them
     * @param bundles whose partitions to watch
     */
    public BacklogWatch(Admin admin, IsolationLevel isolation, Collection<BundleProgress> bundles) {
        this.admin = admin;
        this.isolation = isolation;
        this.bundles = List.copyOf(bundles);
    }

    /** Begins to ask. */
    public void start() {
        var unused = clock.scheduleWithFixedDelay(this::ask, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    BrokerFigures figures() {
        return figures;
    }

    private void ask() {
        try {
            figures = figures.after(ends(), System.nanoTime());
            away = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException e) {
            if (!away) {
                Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
                LOG.atWarn()
                        .addKeyValue("error", cause.toString())
                        .log("the broker does not say how much waits; what is known of it ages");
            }
            away = true;
        }
    }

    private Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        bundles.forEach(bundle -> bundle.partitions().forEach(partition -> latest.put(partition, OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        if (!latest.isEmpty()) {
            ListOffsetsResult answer =
                    admin.listOffsets(latest, new ListOffsetsOptions(isolation).timeoutMs(PATIENCE_MILLIS));
            answer.all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        }
        return ends;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
