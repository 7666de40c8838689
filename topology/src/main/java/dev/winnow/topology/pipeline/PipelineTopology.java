package dev.winnow.topology.pipeline;

import dev.winnow.topology.classify.ClassifyStep;
import java.util.Collection;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * The one topology of a process: for each pipeline {@code input → classify → output} and {@code → dead letters}.
 *
 * <p>Records travel as bytes, for a deserializer at the source would stop the stream thread at the first bad record. Each
 * pipeline has a dead-letter sink of its own: one sink for all would join the pipelines into one sub-topology, whose
 * tasks hold a partition of every input and cannot be spread.
 */
public final class PipelineTopology {

    /** No reset policy of the source's own, so that {@code auto.offset.reset} of the configuration holds. */
    private static final AutoOffsetReset AS_CONFIGURED = null;

    private PipelineTopology() {}

    /** Builds it from the steps of all pipelines, each with another input. */
    public static Topology of(Collection<ClassifyStep> steps, String deadLetterTopic) {
        Topology topology = new Topology();
        steps.forEach(step -> add(topology, step, deadLetterTopic));
        return topology;
    }

    private static void add(Topology topology, ClassifyStep step, String deadLetterTopic) {
        String source = "documents-of-" + step.input();
        String classify = "classify-" + step.input();
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        ByteArraySerializer raw = new ByteArraySerializer();
        topology.addSource(AS_CONFIGURED, source, new TolerantTimestamps(), bytes, bytes, step.input())
                .addProcessor(classify, step, source)
                .addSink(step.resultSink(), step.output(), raw, raw, classify)
                .addSink(step.deadLetterSink(), deadLetterTopic, raw, raw, classify);
    }
}
