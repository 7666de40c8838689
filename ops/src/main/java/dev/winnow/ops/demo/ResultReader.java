package dev.winnow.ops.demo;

import dev.winnow.ops.broker.CommittedRecords;
import dev.winnow.topology.deadletter.LetterHeaders;
import dev.winnow.v1.Classification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads classifications and dead letters as a consumer downstream would: committed ones only. */
final class ResultReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    /**
     * What became of a document.
     *
     * @param number of the document
     * @param classification empty for a dead letter
     */
    record Result(long number, Optional<Classification> classification) {}

    private final Deserializer<Classification> deserializer;
    private final String deadLetterTopic;
    private final Consumer<byte[], byte[]> consumer;

    ResultReader(
            Deserializer<Classification> deserializer,
            String servers,
            Collection<String> outputTopics,
            String deadLetterTopic) {
        this.deserializer = deserializer;
        this.deadLetterTopic = deadLetterTopic;
        List<String> topics = new ArrayList<>(outputTopics);
        topics.add(deadLetterTopic);
        this.consumer = CommittedRecords.of(servers, topics);
    }

    /** Results that are there by now; waits a moment where there is none. */
    List<Result> poll() {
        List<Result> results = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
            if (found.key() == null || isSentAgain(found)) {
                continue;
            }
            long number = Long.parseLong(new String(found.key(), StandardCharsets.US_ASCII));
            Optional<Classification> classification = found.topic().equals(deadLetterTopic)
                    ? Optional.empty()
                    : Optional.of(deserializer.deserialize(found.topic(), found.value()));
            results.add(new Result(number, classification));
        }
        return results;
    }

    /** Somebody may have dead letters sent again meanwhile; their documents are settled already. */
    private static boolean isSentAgain(ConsumerRecord<byte[], byte[]> found) {
        Header replays = found.headers().lastHeader(LetterHeaders.REPLAYS);
        return replays != null && !new String(replays.value(), StandardCharsets.US_ASCII).equals("0");
    }

    /** Whether everything that is committed was read; markers of transactions count as well. */
    boolean isAtEnd() {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
