package dev.winnow.ops.top;

import java.util.List;
import java.util.stream.Stream;

/**
 * The fleet at a moment.
 *
 * @param at when, ISO 8601
 * @param instances in the order they were named
 */
public record Snapshot(String at, List<InstanceSnapshot> instances) {

    public Snapshot {
        instances = List.copyOf(instances);
    }

    Stream<BundleSnapshot> bundles() {
        return instances.stream().flatMap(instance -> instance.bundles().stream());
    }
}
