package dev.winnow.topology.config;

/**
 * Where failures go, and how many of them are too many: a model that fails always, or a wrong path of the text, would empty
 * an input topic into the dead letters.
 *
 * @param topic where records go that cannot be read or classified, raw, with headers that say why
 * @param maxShare the largest share of dead letters among the last records of a pipeline; beyond it the process writes none
 *     and waits. 1 never waits
 * @param window how many records of a pipeline are looked at
 */
public record DeadLetterConfig(String topic, double maxShare, int window) {

    private static final double DEFAULT_MAX_SHARE = 0.5;
    private static final int DEFAULT_WINDOW = 1_000;

    public DeadLetterConfig {
        Checks.topic("topic", topic);
        Checks.inRange("max-share", maxShare, 0, 1);
        Checks.inRange("window", window, 100, 1_000_000);
    }

    /** The usual bounds. */
    public DeadLetterConfig(String topic) {
        this(topic, DEFAULT_MAX_SHARE, DEFAULT_WINDOW);
    }

    public static DeadLetterConfig defaults() {
        return new DeadLetterConfig("winnow-dead-letters");
    }
}
