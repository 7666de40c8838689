package dev.winnow.topology.pipeline;

import dev.winnow.topology.classify.ClassifyStep;
import dev.winnow.topology.classify.StepOutline;
import dev.winnow.topology.config.OverloadConfig;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.util.Collection;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * The one topology of a process: for each pipeline {@code input → classify → output}, {@code → dead letters}, and where
 * documents may be shed {@code → overflow}.
 *
 * <p>Records travel as bytes, for a deserializer at the source would stop the stream thread at the first bad record. Each
 * pipeline has a dead-letter sink of its own: one sink for all would join the pipelines into one sub-topology, whose
 * tasks hold a partition of every input and cannot be spread.
 */
public final class PipelineTopology {

    /** No reset policy of the source's own, so that {@code auto.offset.reset} of the configuration holds. */
    private static final AutoOffsetReset AS_CONFIGURED = null;

    private PipelineTopology() {}

    /**
     * Where records go that get no result.
     *
     * @param deadLetters those that cannot be read or classified
     * @param overflow those that are given up in an overload; empty where none is
     */
    public record SideTopics(String deadLetters, Optional<String> overflow) {
        public static SideTopics of(WinnowConfig config) {
            OverloadConfig overload = config.overload();
            return new SideTopics(
                    config.deadLetters().topic(), overload.sheds() ? Optional.of(overload.topic()) : Optional.empty());
        }
    }

    /** Builds it from the steps of all pipelines, each with another input. */
    public static Topology of(Collection<ClassifyStep> steps, SideTopics sides) {
        Topology topology = new Topology();
        steps.forEach(step -> add(topology, step.input(), step.output(), sides, step));
        return topology;
    }

    /** The same to look at: it cannot be run. Needs neither models nor a broker. */
    public static Topology outline(Collection<PipelineConfig> pipelines, SideTopics sides) {
        Topology topology = new Topology();
        for (PipelineConfig pipeline : pipelines) {
            StepOutline step = new StepOutline(pipeline.input());
            add(topology, pipeline.input(), pipeline.output(), sides, step);
        }
        return topology;
    }

    private static void add(
            Topology topology,
            String input,
            String output,
            SideTopics sides,
            ProcessorSupplier<byte[], byte[], byte[], byte[]> step) {
        String source = "documents-of-" + input;
        String classify = "classify-" + input;
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        ByteArraySerializer raw = new ByteArraySerializer();
        topology.addSource(AS_CONFIGURED, source, new TolerantTimestamps(), bytes, bytes, input)
                .addProcessor(classify, step, source)
                .addSink(ClassifyStep.resultSink(input), output, raw, raw, classify)
                .addSink(ClassifyStep.deadLetterSink(input), sides.deadLetters(), raw, raw, classify);
        sides.overflow()
                .ifPresent(
                        overflow -> topology.addSink(ClassifyStep.overflowSink(input), overflow, raw, raw, classify));
    }
}
