package dev.winnow.ops.bench.flame;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A function with what it called, and how often a sample found it on the stack. */
final class FlameNode {
    private final String name;
    private final Map<String, FlameNode> callees = new HashMap<>();
    private long samples;

    FlameNode(String name) {
        this.name = name;
    }

    /** Counts a stack below this function. */
    void add(List<String> names, long count) {
        samples += count;
        if (!names.isEmpty()) {
            callees.computeIfAbsent(names.get(0), FlameNode::new).add(names.subList(1, names.size()), count);
        }
    }

    String name() {
        return name;
    }

    long samples() {
        return samples;
    }

    /** The most expensive first; of equals the alphabet decides, so that a picture is the same whenever it is drawn. */
    List<FlameNode> callees() {
        return callees.values().stream()
                .sorted(Comparator.comparingLong(FlameNode::samples).reversed().thenComparing(FlameNode::name))
                .toList();
    }

    /** Rows that it takes, itself included, with what was found {@code least} times and more. */
    int depth(double least) {
        return 1
                + callees.values().stream()
                        .filter(callee -> callee.samples >= least)
                        .mapToInt(callee -> callee.depth(least))
                        .max()
                        .orElse(0);
    }
}
