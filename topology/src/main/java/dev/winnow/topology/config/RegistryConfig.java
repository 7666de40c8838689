package dev.winnow.topology.config;

import java.time.Duration;

/**
 * Where the Avro schemas live, and how patient its client is.
 *
 * @param url base address of a Confluent-compatible Schema Registry; {@code mock://NAME} lives in the process alone
 * @param autoRegister whether the output schema may be registered by this process
 * @param timeout bound on one request
 * @param cacheSize schemas remembered
 */
public record RegistryConfig(String url, boolean autoRegister, Duration timeout, int cacheSize) {

    public RegistryConfig {
        if (!url.matches("(mock|https?)://.+")) {
            throw new IllegalArgumentException("url '" + url + "' must begin with http://, https:// or mock://");
        }
        Checks.inRange("timeout", timeout, Duration.ofMillis(100), Duration.ofMinutes(1));
        Checks.inRange("cache-size", cacheSize, 1, 100_000);
    }

    public static RegistryConfig defaults() {
        return new RegistryConfig("http://localhost:8081", true, Duration.ofSeconds(5), 1_000);
    }
}
