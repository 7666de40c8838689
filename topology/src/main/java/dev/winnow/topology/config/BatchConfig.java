package dev.winnow.topology.config;

import java.time.Duration;

/**
 * When a micro-batch closes: at the token budget, the document cap or the linger, whichever comes first.
 *
 * @param tokens token budget; a single longer document makes a batch of its own
 * @param documents document cap
 * @param linger how long the first document of a batch may wait for company
 */
public record BatchConfig(int tokens, int documents, Duration linger) {

    public BatchConfig {
        Checks.inRange("tokens", tokens, 1, 65_536);
        Checks.inRange("documents", documents, 1, 4_096);
        Checks.inRange("linger", linger, Duration.ZERO, Duration.ofSeconds(10));
    }

    public static BatchConfig defaults() {
        return new BatchConfig(1_500, 128, Duration.ofMillis(20));
    }
}
