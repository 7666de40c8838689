package dev.winnow.ops.deadletters;

import java.util.HashMap;
import java.util.Map;

/** Which dead letters were sent again already, as the marks in their topic say. */
final class Marks {
    private final Map<Integer, OffsetSet> byPartition = new HashMap<>();

    void add(ReplayMark mark) {
        OffsetSet offsets = byPartition.computeIfAbsent(mark.partition(), partition -> new OffsetSet());
        mark.offsets().forEach(offsets::add);
    }

    boolean contain(LetterId id) {
        OffsetSet offsets = byPartition.get(id.partition());
        return offsets != null && offsets.contains(id.offset());
    }
}
