package dev.winnow.topology.config;

/**
 * When speed is not enough.
 *
 * @param policy what happens to documents then
 * @param topic where shed documents go, raw, with the headers of a dead letter
 * @param priorityHeader header of a record that holds its priority, a whole number in digits; 0 without it
 */
public record OverloadConfig(OverloadPolicy policy, String topic, String priorityHeader) {

    public OverloadConfig {
        Checks.topic("topic", topic);
        if (priorityHeader.isBlank()) {
            throw new IllegalArgumentException("priority-header must be the name of a header");
        }
    }

    public static OverloadConfig defaults() {
        return new OverloadConfig(OverloadPolicy.QUEUE, "winnow-overflow", "priority");
    }

    public boolean sheds() {
        return policy == OverloadPolicy.SHED;
    }
}
