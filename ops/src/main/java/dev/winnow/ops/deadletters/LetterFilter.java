package dev.winnow.ops.deadletters;

import dev.winnow.topology.deadletter.Stage;
import java.time.Instant;
import java.util.Optional;

/**
 * Which dead letters are meant.
 *
 * @param stage where they failed; empty for any
 * @param since when they failed at the earliest; empty for the beginning of the topic
 * @param source topic they came from; empty for any
 */
public record LetterFilter(Optional<Stage> stage, Optional<Instant> since, Optional<String> source) {

    boolean accepts(Letter letter) {
        return stage.filter(wanted -> wanted != letter.report().stage()).isEmpty()
                && since.filter(earliest -> letter.failedAt().isBefore(earliest))
                        .isEmpty()
                && source.filter(topic -> !topic.equals(letter.report().topic()))
                        .isEmpty();
    }
}
