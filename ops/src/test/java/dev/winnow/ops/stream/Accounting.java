package dev.winnow.ops.stream;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What became of documents that were sent once each.
 *
 * @param missing ids without a result
 * @param doubled ids with several results, and how many
 * @param unknown ids of results that nobody sent
 */
record Accounting(List<String> missing, Map<String, Long> doubled, List<String> unknown) {

    static Accounting of(Collection<String> sent, Collection<String> classified) {
        Map<String, Long> counts = classified.stream()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        Map<String, Long> doubled = new TreeMap<>(counts);
        doubled.values().removeIf(count -> count == 1);
        List<String> missing =
                sent.stream().filter(id -> !counts.containsKey(id)).toList();
        counts.keySet().removeAll(sent);
        return new Accounting(missing, doubled, List.copyOf(counts.keySet()));
    }

    /** Results beyond the first of each document. */
    long duplicates() {
        return doubled.values().stream().mapToLong(count -> count - 1).sum();
    }
}
