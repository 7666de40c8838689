package dev.winnow.schemas;

import io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How the Confluent client reaches the Schema Registry.
 *
 * <p>The client's own defaults do not fit a stream: it waits 60 s for an answer, tries four times, and registers
 * whatever it writes, while a stream thread that waits that long is thrown out of its consumer group.
 *
 * @param url base address, or several separated by commas; {@code mock://NAME} lives in the process alone
 * @param autoRegister whether schemas that are written may be registered by this process
 * @param timeout bound on connecting and on one answer, each
 * @param cacheSize schemas remembered
 * @param properties passed through to the client and stronger than the values above: {@code basic.auth.user.info},
 *     {@code schema.registry.ssl.truststore.location} and the like
 */
public record RegistrySettings(
        String url, boolean autoRegister, Duration timeout, int cacheSize, Map<String, String> properties) {

    public RegistrySettings {
        if (url.isBlank()) {
            throw new IllegalArgumentException("the schema registry has no url");
        }
        if (timeout.toMillis() < 1 || timeout.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "timeout must be 1 to %d ms, not %s".formatted(Integer.MAX_VALUE, timeout));
        }
        if (cacheSize < 1) {
            throw new IllegalArgumentException("cache size must be at least 1, not " + cacheSize);
        }
        properties = Map.copyOf(properties);
    }

    /** A registry that lives in this process under a name of its own: for the embedded mode and for tests. */
    public static RegistrySettings inProcess(String name) {
        return new RegistrySettings("mock://" + name, true, Duration.ofSeconds(5), 1_000, Map.of());
    }

    /** As the client and the serializer name them. */
    Map<String, Object> toClientProperties() {
        Map<String, Object> client = new HashMap<>();
        String millis = String.valueOf(timeout.toMillis());
        client.put(AbstractKafkaSchemaSerDeConfig.SCHEMA_REGISTRY_URL_CONFIG, url);
        client.put(AbstractKafkaSchemaSerDeConfig.HTTP_CONNECT_TIMEOUT_MS, millis);
        client.put(AbstractKafkaSchemaSerDeConfig.HTTP_READ_TIMEOUT_MS, millis);
        // No retries in the client: whoever reads the stream tries again, and must be free to answer meanwhile.
        client.put(AbstractKafkaSchemaSerDeConfig.MAX_RETRIES_CONFIG, "0");
        client.put(AbstractKafkaSchemaSerDeConfig.AUTO_REGISTER_SCHEMAS, autoRegister);
        client.put(AbstractKafkaSchemaSerDeConfig.MAX_SCHEMAS_PER_SUBJECT_CONFIG, cacheSize);
        client.putAll(properties);
        return client;
    }

    /** Leaves the properties out: they hold passwords. */
    @Override
    public String toString() {
        return "RegistrySettings[url=%s, autoRegister=%s, timeout=%s, cacheSize=%d, properties=%s]"
                .formatted(url, autoRegister, timeout, cacheSize, properties.keySet());
    }
}
