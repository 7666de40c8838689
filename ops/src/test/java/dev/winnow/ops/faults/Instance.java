package dev.winnow.ops.faults;

import dev.winnow.ops.stream.WinnowProcess;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name that Kafka Streams gave to a process: consumers and transactions of it carry that name, so the broker can be
 * asked what a process holds, even when it is dead.
 *
 * @param id a UUID
 */
record Instance(String id) {
    private static final Pattern THREAD =
            Pattern.compile("-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-StreamThread-");

    /** Read in the words of its threads; empty while they have not said anything. */
    static Optional<Instance> of(WinnowProcess process) {
        Matcher thread = THREAD.matcher(process.words());
        return thread.find() ? Optional.of(new Instance(thread.group(1))) : Optional.empty();
    }

    /** Whether a consumer or a transaction is its own. */
    boolean owns(String name) {
        return name.contains(id);
    }
}
