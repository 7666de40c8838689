package dev.winnow.ops.management;

import dev.winnow.topology.observe.PolicyArrival;
import dev.winnow.topology.observe.StreamObserver;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * The last policies that came over the control topic for the bundles of this process, whoever wrote them: a change by {@code winnow
 * knob} or through another instance changes what this one does too. What the topic still holds from before the start is there as
 * well; it is compacted, so that this may be the last of each bundle alone.
 */
final class PolicyTrail implements StreamObserver {
    static final int MOST = 200;

    /** Told of a record again, as when the topic is read anew, it changes nothing. */
    private final TreeSet<PolicyArrival> newestFirst = new TreeSet<>(Comparator.comparing(PolicyArrival::at)
            .thenComparing(PolicyArrival::recordOffset)
            .reversed()
            .thenComparing(PolicyArrival::bundle));

    /**
     * A policy of the control topic.
     *
     * @param id {@code BUNDLE@OFFSET}, with the place of its record
     * @param bundle whose
     * @param at when it was written, ISO 8601
     * @param policy what is asked for, by whom and why; null where the policy was taken back, which says neither, or refused
     * @param refusal why it is not obeyed; null where it is
     */
    record Entry(String id, String bundle, String at, PolicyAnswer policy, String refusal) {
        private static Entry of(PolicyArrival arrival) {
            return new Entry(
                    nameOf(arrival.bundle(), arrival.recordOffset()),
                    arrival.bundle(),
                    arrival.at().toString(),
                    arrival.policy().map(PolicyAnswer::of).orElse(null),
                    arrival.refusal().orElse(null));
        }
    }

    /** How an entry of either trail names a record of the control topic. */
    static String nameOf(String bundle, long recordOffset) {
        return bundle + "@" + recordOffset;
    }

    @Override
    public synchronized void policyArrived(PolicyArrival arrival) {
        newestFirst.add(arrival);
        if (newestFirst.size() > MOST) {
            newestFirst.pollLast();
        }
    }

    synchronized List<Entry> entries() {
        return newestFirst.stream().map(Entry::of).toList();
    }
}
