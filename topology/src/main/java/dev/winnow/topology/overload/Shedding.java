package dev.winnow.topology.overload;

import dev.winnow.topology.config.OverloadConfig;
import dev.winnow.topology.deadletter.DeadLetters;
import dev.winnow.topology.deadletter.Rejection;
import dev.winnow.topology.deadletter.Stage;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Gives up documents of one bundle while it is overloaded: the control loop says when that is, stream threads ask about each
 * record. What is given up has not been read, so that it takes no time; it goes to the overflow topic as it came, in the form of
 * a dead letter, so that it can be listed and sent again like one.
 */
public final class Shedding {

    private final OverloadConfig config;
    private final DeadLetters letters;
    private volatile Patience patience;

    /**
     * Sheds nothing at first.
     *
     * @param letters makes the records of the overflow topic
     */
    public Shedding(OverloadConfig config, DeadLetters letters) {
        this.config = config;
        this.letters = letters;
    }

    /** From now on, if the policy is to shed: documents are to be answered within this objective. */
    public void begin(Duration objective) {
        if (config.sheds()) {
            patience = new Patience(objective, config.priorityHeader());
        }
    }

    public void end() {
        patience = null;
    }

    public boolean isOn() {
        return patience != null;
    }

    /**
     * The record that takes a document's place in the overflow topic, if it is to be given up.
     *
     * @return empty where the document is to be classified; so is one that has no value, for nothing would be gained, and one
     *     that would not fit the overflow topic whole, for its value would be lost
     */
    public Optional<Record<byte[], byte[]>> letter(
            Record<byte[], byte[]> source, RecordMetadata metadata, long nowMillis) {
        Patience now = patience;
        long age = nowMillis - source.timestamp();
        if (now == null || source.value() == null || !now.isOver(age, source.headers())) {
            return Optional.empty();
        }
        String error = "waited %d ms in an overload, with priority %d and an objective of %d ms"
                .formatted(age, now.priority(source.headers()), now.objective().toMillis());
        return Optional.of(letters.of(source, metadata, Rejection.unasked(Stage.SHED, error)))
                .filter(letter -> letter.value() != null);
    }
}
