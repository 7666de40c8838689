package dev.winnow.ops.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a topic that exists should be like in its role.
 *
 * @param inputPartitions partitions of the input whose results it takes; 0 for no input in particular
 * @param largestInput bytes of the largest record an input takes
 */
record TopicRules(int inputPartitions, int largestInput) {

    /** A week-end and the days around it: dead letters are looked at by people. */
    private static final Duration SHORTEST_RETENTION = Duration.ofDays(7);

    List<String> problems(TopicRole role, TopicFacts facts) {
        if (role == TopicRole.CONTROL) {
            return controlProblems(facts);
        }
        List<String> problems = new ArrayList<>();
        if (role != TopicRole.INPUT && facts.maxBytes() < largestInput) {
            problems.add("max.message.bytes is %d, but the input takes records of %d"
                    .formatted(facts.maxBytes(), largestInput));
        }
        if (role != TopicRole.INPUT && facts.compacted()) {
            problems.add(
                    "cleanup.policy has compact, which refuses records without a key and forgets all but one of a key");
        }
        return problems;
    }

    private static List<String> controlProblems(TopicFacts facts) {
        List<String> problems = new ArrayList<>();
        if (!facts.compacted() || facts.deleting()) {
            problems.add("cleanup.policy is not compact alone: policies would be forgotten");
        }
        if (facts.partitions() != 1) {
            problems.add("it has %d partitions, and policies have no order among them".formatted(facts.partitions()));
        }
        return problems;
    }

    List<String> remarks(TopicRole role, TopicFacts facts) {
        List<String> remarks = new ArrayList<>();
        if (role == TopicRole.INPUT && facts.compacted()) {
            remarks.add("cleanup.policy has compact: documents may be gone before they are read");
        }
        if (role == TopicRole.OUTPUT && inputPartitions > 0 && facts.partitions() != inputPartitions) {
            remarks.add(
                    "its input has %d partitions: records without a key lose their order".formatted(inputPartitions));
        }
        if ((role == TopicRole.DEAD_LETTERS || role == TopicRole.OVERFLOW)
                && facts.retentionMillis() >= 0
                && facts.retentionMillis() < SHORTEST_RETENTION.toMillis()) {
            remarks.add("keeps records for %d hours only, and people have to look at them"
                    .formatted(Duration.ofMillis(facts.retentionMillis()).toHours()));
        }
        return remarks;
    }
}
