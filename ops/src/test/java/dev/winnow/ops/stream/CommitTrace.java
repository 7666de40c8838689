package dev.winnow.ops.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * The steps of one stream thread in their order, and the rule they have to obey: offsets never run ahead of results.
 *
 * @param steps as they were recorded
 */
record CommitTrace(List<CommitStep> steps) {

    /** Every commit: kinds of its steps, repeated ones once, from the first after the commit before. */
    List<String> commits(Class<? extends CommitStep> end) {
        List<String> commits = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        for (CommitStep step : steps) {
            String kind = step.getClass().getSimpleName();
            if (kinds.isEmpty() || !kinds.get(kinds.size() - 1).equals(kind)) {
                kinds.add(kind);
            }
            if (end.isInstance(step)) {
                commits.add(String.join(" ", kinds));
                kinds.clear();
            }
        }
        return commits;
    }

    /** Documents whose offset was committed before their result was sent, as text. */
    List<String> offsetsAheadOfResults() {
        List<String> ahead = new ArrayList<>();
        Map<TopicPartition, Set<Long>> sent = new HashMap<>();
        for (CommitStep step : steps) {
            if (step instanceof CommitStep.Send send) {
                sent.computeIfAbsent(send.source(), p -> new HashSet<>()).add(send.offset());
            } else if (step instanceof CommitStep.Offsets offsets) {
                offsets.next().forEach((partition, next) -> {
                    Set<Long> results = sent.getOrDefault(partition, Set.of());
                    for (long offset = 0; offset < next; offset++) {
                        if (!results.contains(offset)) {
                            ahead.add("%s@%d committed up to %d".formatted(partition, offset, next));
                        }
                    }
                });
            }
        }
        return ahead;
    }

    List<CommitStep.Send> sends() {
        return steps.stream()
                .filter(CommitStep.Send.class::isInstance)
                .map(CommitStep.Send.class::cast)
                .toList();
    }
}
