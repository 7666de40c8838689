package dev.winnow.ops.bench.peers;

import dev.winnow.v1.Classification;
import dev.winnow.v1.Document;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/**
 * Micro-batching as one finds it in articles: a list in memory and a punctuator. It is here to be measured and not to be used:
 * the offsets of what it holds are committed before there are results, so a crash loses those documents, exactly-once or not.
 * Winnow's batches do not (docs/adr/0003).
 */
final class NaiveBuffer implements FixedKeyProcessor<String, Document, Classification> {
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

    private final Answers answers;
    private final int size;
    private final List<FixedKeyRecord<String, Document>> waiting = new ArrayList<>();
    private FixedKeyProcessorContext<String, Classification> context;

    NaiveBuffer(Answers answers, int size) {
        this.answers = answers;
        this.size = size;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, Classification> given) {
        context = given;
        var unused = given.schedule(LONGEST_WAIT, PunctuationType.WALL_CLOCK_TIME, now -> empty());
    }

    @Override
    public void process(FixedKeyRecord<String, Document> document) {
        waiting.add(document);
        if (waiting.size() >= size) {
            empty();
        }
    }

    private void empty() {
        if (waiting.isEmpty()) {
            return;
        }
        List<Classification> found =
                answers.all(waiting.stream().map(FixedKeyRecord::value).toList());
        for (int d = 0; d < found.size(); d++) {
            context.forward(waiting.get(d).withValue(found.get(d)));
        }
        waiting.clear();
    }
}
