package dev.winnow.ops.stream;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Micro-batching as one would write it without knowing when offsets are committed: records wait in memory until a batch is
 * full. The negative control of the test on the order of commits.
 */
final class NaiveBuffer extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
    private static final int BATCH = 8;

    private final List<Record<byte[], byte[]>> waiting = new ArrayList<>();

    static Topology topology(TestStream stream) {
        ByteArrayDeserializer in = new ByteArrayDeserializer();
        ByteArraySerializer out = new ByteArraySerializer();
        return new Topology()
                .addSource("in", in, in, stream.input())
                .addProcessor("classify", NaiveBuffer::new, "in")
                .addSink("out", stream.output(), out, out, "classify");
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        waiting.add(record);
        if (waiting.size() == BATCH) {
            waiting.forEach(context()::forward);
            waiting.clear();
        }
    }
}
