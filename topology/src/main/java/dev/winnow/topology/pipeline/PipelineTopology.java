package dev.winnow.topology.pipeline;

import dev.winnow.topology.classify.ClassifyStep;
import dev.winnow.topology.classify.StepOutline;
import dev.winnow.topology.config.PipelineConfig;
import java.util.Collection;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

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
        steps.forEach(step -> add(topology, step.input(), step.output(), deadLetterTopic, step));
        return topology;
    }

    /** The same to look at: it cannot be run. Needs neither models nor a broker. */
    public static Topology outline(Collection<PipelineConfig> pipelines, String deadLetterTopic) {
        Topology topology = new Topology();
        for (PipelineConfig pipeline : pipelines) {
            StepOutline step = new StepOutline(pipeline.input());
            add(topology, pipeline.input(), pipeline.output(), deadLetterTopic, step);
        }
        return topology;
    }

    private static void add(
            Topology topology,
            String input,
            String output,
            String deadLetterTopic,
            ProcessorSupplier<byte[], byte[], byte[], byte[]> step) {
        String source = "documents-of-" + input;
        String classify = "classify-" + input;
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        ByteArraySerializer raw = new ByteArraySerializer();
        topology.addSource(AS_CONFIGURED, source, new TolerantTimestamps(), bytes, bytes, input)
                .addProcessor(classify, step, source)
                .addSink(ClassifyStep.resultSink(input), output, raw, raw, classify)
                .addSink(ClassifyStep.deadLetterSink(input), deadLetterTopic, raw, raw, classify);
    }
}
