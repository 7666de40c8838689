package dev.winnow.topology.config;

import java.time.Duration;

/**
 * Identity and Kafka Streams settings of one process.
 *
 * @param id the Kafka Streams application id: consumer group, transactional ids and state folder are named by it
 * @param guarantee what holds when a process dies
 * @param threads stream threads; they read and write, while tokenizers and the engine's workers compute. With two, one fills the
 *     batches while the other waits for its commit
 * @param commitInterval how often results become visible under exactly-once; several batch times
 * @param shutdownTimeout how long a clean stop may take before it is given up
 * @param rollingUpgrade whether this process may join others that run another version of its models
 */
public record ApplicationConfig(
        String id,
        Guarantee guarantee,
        int threads,
        Duration commitInterval,
        Duration shutdownTimeout,
        boolean rollingUpgrade) {

    public ApplicationConfig {
        if (!id.matches("[A-Za-z0-9._-]{1,200}")) {
            throw new IllegalArgumentException("id '" + id + "' may hold letters, digits, '.', '_' and '-' only");
        }
        Checks.inRange("threads", threads, 1, 64);
        Checks.inRange("commit-interval", commitInterval, Duration.ofMillis(10), Duration.ofMinutes(1));
        Checks.inRange("shutdown-timeout", shutdownTimeout, Duration.ofSeconds(1), Duration.ofMinutes(10));
    }

    /** Of a process that is no part of an upgrade. */
    public ApplicationConfig(
            String id, Guarantee guarantee, int threads, Duration commitInterval, Duration shutdownTimeout) {
        this(id, guarantee, threads, commitInterval, shutdownTimeout, false);
    }

    /** The same under another id. */
    public ApplicationConfig withId(String otherId) {
        return new ApplicationConfig(otherId, guarantee, threads, commitInterval, shutdownTimeout, rollingUpgrade);
    }

    public static ApplicationConfig defaults() {
        return new ApplicationConfig(
                "winnow", Guarantee.EXACTLY_ONCE, 2, Duration.ofMillis(200), Duration.ofSeconds(30));
    }
}
