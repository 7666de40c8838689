package dev.winnow.ops.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** One question about a setup. It changes nothing. */
interface Check {

    /** In a word, unique among the checks. */
    String name();

    /** Names of the checks without whose success this one would only say the same again. */
    default Set<String> needs() {
        return Set.of();
    }

    /** How long it may take. */
    default Duration limit() {
        return Duration.ofSeconds(15);
    }

    /**
     * Asks.
     *
     * @return what was found, one at least
     * @throws Exception where it cannot say; that is a problem too, with the exception's message
     */
    List<Finding> look(Setup setup) throws Exception;
}
