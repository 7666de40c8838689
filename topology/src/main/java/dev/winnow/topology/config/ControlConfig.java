package dev.winnow.topology.config;

import java.util.Optional;

/**
 * Where policies for the knobs come from.
 *
 * @param topic the control topic, compacted, with a policy for each bundle; empty for none: then the configured offset holds
 */
public record ControlConfig(String topic) {

    public ControlConfig {
        if (!topic.isEmpty()) {
            Checks.topic("topic", topic);
        }
    }

    public static ControlConfig defaults() {
        return new ControlConfig("winnow-control");
    }

    /** The topic, unless there is none. */
    public Optional<String> used() {
        return topic.isEmpty() ? Optional.empty() : Optional.of(topic);
    }
}
