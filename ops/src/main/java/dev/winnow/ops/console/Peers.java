package dev.winnow.ops.console;

import dev.winnow.ops.management.HealthReport;
import dev.winnow.ops.management.KnobAnswer;
import dev.winnow.ops.management.ManagementClient;
import dev.winnow.ops.management.NoAnswerException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Other instances, asked all at once how they are and what their knobs do. */
final class Peers implements AutoCloseable {
    private static final int MOST_AT_ONCE = 8;

    /** Two questions to each, and a turn for those that came after the first few; who waits here is a thread of the server. */
    private static final long MOST_SECONDS = 10;

    private final ManagementClient client;
    private final List<URI> addresses;
    private final ExecutorService askers = Executors.newFixedThreadPool(MOST_AT_ONCE, task -> {
        Thread thread = new Thread(task, "winnow-console-peers");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * What one of them said.
     *
     * @param instance its address
     * @param health how it is; null where it has no answer
     * @param knob what its knobs do; null likewise
     * @param problem why it has none; null where it has one
     */
    record Peer(String instance, HealthReport health, KnobAnswer knob, String problem) {}

    Peers(ManagementClient client, List<URI> addresses) {
        this.client = client;
        this.addresses = List.copyOf(addresses);
    }

    List<Peer> ask() {
        List<CompletableFuture<Peer>> answers = addresses.stream()
                .map(address -> CompletableFuture.supplyAsync(() -> ask(address), askers)
                        .completeOnTimeout(away(address, "it does not answer in time"), MOST_SECONDS, TimeUnit.SECONDS))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private Peer ask(URI address) {
        try {
            return new Peer(address.toString(), client.readiness(address), client.knobs(address), null);
        } catch (NoAnswerException e) {
            return away(address, e.getMessage());
        }
    }

    private static Peer away(URI address, String problem) {
        return new Peer(address.toString(), null, null, problem);
    }

    @Override
    public void close() {
        askers.shutdownNow();
    }
}
