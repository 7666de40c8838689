package dev.winnow.ops.top;

import dev.winnow.ops.management.ManagementClient;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Instances that are asked at the same time, each on its own: one that hangs does not keep the others' figures back. */
public final class Fleet implements AutoCloseable {
    private static final int MOST_AT_ONCE = 32;

    private final List<WatchedInstance> instances;
    private final InstantSource clock;
    private final ScheduledExecutorService askers;

    /** Nobody is asked yet. */
    public Fleet(List<URI> addresses, ManagementClient client, InstantSource clock) {
        this.instances = addresses.stream()
                .distinct()
                .map(address -> new WatchedInstance(address, client, clock))
                .toList();
        this.clock = clock;
        this.askers = Executors.newScheduledThreadPool(Math.min(MOST_AT_ONCE, instances.size()), task -> {
            Thread thread = new Thread(task, "winnow-top");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Asks all of them once and waits for their answers. */
    public Snapshot ask() {
        CompletableFuture<?>[] asked = instances.stream()
                .map(instance -> CompletableFuture.runAsync(instance::ask, askers))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(asked).join();
        return last();
    }

    /** From now on asks each of them so often. */
    public void watch(Duration every) {
        for (WatchedInstance instance : instances) {
            var unused = askers.scheduleAtFixedRate(instance::ask, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** What they said last; those that were not asked yet are left out. */
    public Snapshot last() {
        return new Snapshot(
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                instances.stream()
                        .map(WatchedInstance::last)
                        .flatMap(Optional::stream)
                        .toList());
    }

    @Override
    public void close() {
        askers.shutdownNow();
    }
}
