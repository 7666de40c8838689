package dev.winnow.topology.overload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * How old a document may be before an overloaded process gives it up. A document of priority p may wait for
 *
 * <pre>objective · 2^p</pre>
 *
 * so the oldest and the least important go first, by one rule: priority -1 goes at half the age, and what has priority 10
 * waits a thousand times as long. The rule holds itself in balance: giving up takes no time of the engine, so the documents
 * behind are younger when their turn comes, and as soon as they meet the objective none is given up. Rejected: everything
 * below a fixed priority, which gives up all or nothing, and the share that is too much, which has to be estimated.
 *
 * @param objective age by which documents are to be answered
 * @param header name of the header that holds the priority, a whole number in digits; without it, and where it is anything
 *     else, a document has priority 0
 */
public record Patience(Duration objective, String header) {

    /** 2^20 objectives are days; a long takes no more than a few such factors. */
    static final int HIGHEST = 20;

    private static final int LONGEST_NUMBER = 11;

    public Patience {
        if (objective.isNegative() || objective.isZero()) {
            throw new IllegalArgumentException("an objective is longer than nothing, not " + objective);
        }
    }

    /** Whether a document with these headers has waited long enough. */
    public boolean isOver(long ageMillis, Headers headers) {
        return ageMillis > objective.toMillis() * Math.pow(2, priority(headers));
    }

    /** The last header of that name, cut to -20 to 20. */
    int priority(Headers headers) {
        return Optional.ofNullable(headers.lastHeader(header))
                .map(Header::value)
                .map(Patience::number)
                .orElse(0);
    }

    private static int number(byte[] digits) {
        try {
            int number = digits.length > LONGEST_NUMBER ? 0 : Integer.parseInt(new String(digits, UTF_8).strip());
            return Math.max(-HIGHEST, Math.min(HIGHEST, number));
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}
