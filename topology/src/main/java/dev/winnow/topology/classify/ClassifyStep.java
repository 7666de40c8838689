package dev.winnow.topology.classify;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.topology.commit.CommitHook;
import dev.winnow.topology.deadletter.DeadLetterGuard;
import dev.winnow.topology.deadletter.DeadLetters;
import dev.winnow.topology.input.DocumentReader;
import dev.winnow.topology.load.BundleProgress;
import dev.winnow.topology.microbatch.Lane;
import dev.winnow.topology.observe.Pipeline;
import dev.winnow.topology.observe.StreamObserver;
import dev.winnow.topology.overload.Shedding;
import dev.winnow.topology.shadow.ShadowSample;
import dev.winnow.v1.Classification;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Everything the tasks of one pipeline share, and the source of their processors. All of it is safe for use by several
 * stream threads.
 *
 * @param input topic of documents
 * @param output topic of classifications
 * @param classifier the model
 * @param lane its queue
 * @param shadow which documents the full encoder is asked about too
 * @param reader reads documents
 * @param serializer writes classifications
 * @param patience how long to wait for the schema registry
 * @param rationaleSpans spans of a rationale at most
 * @param largestResult bytes of the largest record the output topic takes
 * @param deadLetters makes dead letters
 * @param guard stops the pipeline when there are too many of them
 * @param shedding gives up documents in an overload
 * @param observer told of what happens
 * @param progress how far the tasks have come
 */
public record ClassifyStep(
        String input,
        String output,
        Classifier classifier,
        Lane lane,
        ShadowSample shadow,
        DocumentReader reader,
        Serializer<Classification> serializer,
        RegistryPatience patience,
        int rationaleSpans,
        long largestResult,
        DeadLetters deadLetters,
        DeadLetterGuard guard,
        Shedding shedding,
        StreamObserver observer,
        BundleProgress progress)
        implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

    /** Name of the node that takes the classifications of an input. */
    public static String resultSink(String input) {
        return "results-of-" + input;
    }

    /** Name of the node that takes the dead letters of an input. */
    public static String deadLetterSink(String input) {
        return "dead-letters-of-" + input;
    }

    /** Name of the node that takes the documents of an input that are given up. */
    public static String overflowSink(String input) {
        return "overflow-of-" + input;
    }

    /** Name of the commit hook of an input's tasks. */
    static String hookName(String input) {
        return "commit-hook-of-" + input;
    }

    /** As observers know it. */
    public Pipeline pipeline() {
        return new Pipeline(input, output, classifier.model());
    }

    @Override
    public Processor<byte[], byte[], byte[], byte[]> get() {
        Intake intake = new Intake(reader, patience);
        ResultEncoder encoder = new ResultEncoder(output, serializer, classifier, rationaleSpans, patience);
        return new ClassifyProcessor(this, intake, encoder);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(CommitHook.builder(hookName(input)));
    }
}
