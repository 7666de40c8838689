package dev.winnow.topology.config;

/**
 * Where failures go.
 *
 * @param topic where records go that cannot be read or classified, raw, with headers that say why
 */
public record DeadLetterConfig(String topic) {

    public DeadLetterConfig {
        Checks.topic("topic", topic);
    }

    public static DeadLetterConfig defaults() {
        return new DeadLetterConfig("winnow-dead-letters");
    }
}
