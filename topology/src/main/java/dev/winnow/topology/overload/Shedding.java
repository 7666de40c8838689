package dev.winnow.topology.overload;

import dev.winnow.topology.config.OverloadConfig;
import dev.winnow.topology.deadletter.DeadLetters;
import dev.winnow.topology.deadletter.Rejection;
import dev.winnow.topology.deadletter.Stage;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Gives up documents while their bundle is overloaded. What is given up has not been read, so that it takes no time; it goes to
 * the overflow topic as it came, in the form of a dead letter, so that it can be listed and sent again like one.
 *
 * @param config whether anything is given up, and how much its priority counts
 * @param overload says when
 * @param letters makes the records of the overflow topic
 */
public record Shedding(OverloadConfig config, Overload overload, DeadLetters letters) {

    /**
     * The record that takes a document's place in the overflow topic, if it is to be given up.
     *
     * @return empty where the document is to be classified; so is one that has no value, for nothing would be gained, and one
     *     that would not fit the overflow topic whole, for its value would be lost
     */
    public Optional<Record<byte[], byte[]>> letter(
            Record<byte[], byte[]> source, RecordMetadata metadata, long nowMillis) {
        if (!config.sheds() || source.value() == null) {
            return Optional.empty();
        }
        long age = nowMillis - source.timestamp();
        return overload.objective()
                .map(objective -> new Patience(objective, config.priorityHeader()))
                .filter(patience -> patience.isOver(age, source.headers()))
                .map(patience -> letters.of(source, metadata, rejection(age, patience, source.headers())))
                .filter(letter -> letter.value() != null);
    }

    private static Rejection rejection(long ageMillis, Patience patience, Headers headers) {
        return Rejection.unasked(
                Stage.SHED,
                "waited %d ms in an overload, with priority %d and an objective of %d ms"
                        .formatted(
                                ageMillis,
                                patience.priority(headers),
                                patience.objective().toMillis()));
    }
}
