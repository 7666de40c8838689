package dev.winnow.ops.embedded;

import java.util.Collection;
import java.util.TreeSet;

/** Topics that must exist do not. */
public final class MissingTopicsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingTopicsException(Collection<String> missing) {
        super("the broker has no topic %s: create it first, or mend the name"
                .formatted(String.join(", ", new TreeSet<>(missing))));
    }
}
