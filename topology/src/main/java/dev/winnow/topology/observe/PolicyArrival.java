package dev.winnow.topology.observe;

import dev.winnow.topology.control.Policy;
import java.time.Instant;
import java.util.Optional;

/**
 * A record of the control topic for a bundle of this process, whoever wrote it.
 *
 * @param bundle name of the model
 * @param at when it was written, by its timestamp
 * @param recordOffset where it lies in the control topic
 * @param policy what is asked for; empty where the policy is taken back or the record is refused
 * @param refusal why it is not obeyed; empty where it is
 */
public record PolicyArrival(
        String bundle, Instant at, long recordOffset, Optional<Policy> policy, Optional<String> refusal) {

    public PolicyArrival {
        if (policy.isPresent() && refusal.isPresent()) {
            throw new IllegalArgumentException("a policy is obeyed or refused");
        }
    }
}
