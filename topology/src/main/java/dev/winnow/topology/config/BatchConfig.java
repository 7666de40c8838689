package dev.winnow.topology.config;

import java.time.Duration;

/**
 * When a micro-batch closes: at the token budget, the document cap or the linger, whichever comes first. And how much may
 * wait for it.
 *
 * @param tokens token budget; a single longer document makes a batch of its own
 * @param documents document cap
 * @param linger how long the first document of a batch may wait for company
 * @param bufferBytes texts and records that a process may hold; a single larger document is held alone
 */
public record BatchConfig(int tokens, int documents, Duration linger, int bufferBytes) {

    private static final int MEBIBYTE = 1 << 20;

    public BatchConfig {
        Checks.inRange("tokens", tokens, 1, 65_536);
        Checks.inRange("documents", documents, 1, 4_096);
        Checks.inRange("linger", linger, Duration.ZERO, Duration.ofSeconds(10));
        Checks.inRange("buffer-bytes", bufferBytes, MEBIBYTE, 1_024 * MEBIBYTE);
    }

    /** The same with what is different by default where a GPU computes: batches that fill it. */
    BatchConfig forGpu() {
        return new BatchConfig(32_768, 4_096, linger, bufferBytes);
    }

    public static BatchConfig defaults() {
        return new BatchConfig(1_500, 128, Duration.ofMillis(20), 64 * MEBIBYTE);
    }
}
