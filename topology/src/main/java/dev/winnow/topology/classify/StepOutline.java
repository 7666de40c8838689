package dev.winnow.topology.classify;

import dev.winnow.topology.commit.CommitHook;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A step with the shape of a {@link ClassifyStep} and nothing in it: a topology can be described without models, registry
 * and broker.
 *
 * @param input topic of documents
 */
public record StepOutline(String input) implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

    @Override
    public Processor<byte[], byte[], byte[], byte[]> get() {
        return new Processor<>() {
            @Override
            public void process(Record<byte[], byte[]> document) {
                throw new UnsupportedOperationException("an outline has no model");
            }
        };
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(CommitHook.builder(ClassifyStep.hookName(input)));
    }
}
