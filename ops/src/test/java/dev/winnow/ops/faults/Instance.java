package dev.winnow.ops.faults;

import dev.winnow.ops.stream.WinnowProcess;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that consumers and transactions of a process carry, so that the broker can be asked what it holds, even when it
 * is dead. Read in its words.
 *
 * @param clientId begins the ids of its consumers
 * @param processId a UUID in the ids of its transactions; empty while it has not said that it has any
 */
record Instance(String clientId, Optional<String> processId) {
    private static final Pattern CLIENT = Pattern.compile("([\\w.-]+)-StreamThread-\\d");
    private static final Pattern TRANSACTION =
            Pattern.compile("transactionalId=[\\w.-]+-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-\\d+]");

    /** Empty while none of its threads has said anything. */
    static Optional<Instance> of(WinnowProcess process) {
        String words = process.words();
        return first(CLIENT, words).map(clientId -> new Instance(clientId, first(TRANSACTION, words)));
    }

    private static Optional<String> first(Pattern pattern, String words) {
        Matcher matcher = pattern.matcher(words);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Whether a consumer or a transaction is its own. */
    boolean owns(String name) {
        return name.startsWith(clientId) || processId.filter(name::contains).isPresent();
    }
}
