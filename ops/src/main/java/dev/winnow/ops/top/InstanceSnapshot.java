package dev.winnow.ops.top;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * What one instance said last.
 *
 * @param instance its address
 * @param state label of its state, for instance {@code running}; {@value #AWAY} where it does not answer
 * @param ready whether it does its work
 * @param reason why it does not, or what is not as it should be; empty for nothing
 * @param since when the state began, ISO 8601; empty where that is not known
 * @param bundles one for each; none before they are loaded
 */
public record InstanceSnapshot(
        String instance, String state, boolean ready, String reason, String since, List<BundleSnapshot> bundles) {

    /** The state of an instance that says none. */
    public static final String AWAY = "away";

    public InstanceSnapshot {
        bundles = List.copyOf(bundles);
    }

    @JsonIgnore
    boolean isAway() {
        return state.equals(AWAY);
    }
}
