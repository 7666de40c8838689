package dev.winnow.topology.commit;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * Keeps offsets behind results. Kafka Streams counts a record as consumed when {@code process()} returns, so records that
 * wait in memory for their micro-batch would be committed without a result and lost in a crash, exactly-once or not. The
 * one call a task makes before it computes the offsets of a commit is {@link CachedStateStore#flushCache()}; this store
 * keeps nothing and only receives that call, in which the processor forwards all that is pending.
 *
 * <p>That call, and forwarding outside {@code process()} in the scope of an earlier record, need internals of Kafka
 * Streams. They are used here and nowhere else; the Kafka version is pinned, and tests fail when the order of calls
 * changes. {@code StateStore.commit} and {@code Processor.close} come after the offsets were computed. Rejected: a
 * changelogged buffer (two more records per document).
 */
public final class CommitHook implements StateStore, CachedStateStore<Object, Object> {

    /** The place of a record in its task: where it came from, so that its result can be forwarded later. */
    public static final class Scope {
        private final ProcessorRecordContext recordContext;

        private Scope(ProcessorRecordContext recordContext) {
            this.recordContext = recordContext;
        }

        public RecordMetadata metadata() {
            return recordContext;
        }
    }

    private final String name;
    private Runnable beforeCommit = () -> {};
    private InternalProcessorContext<?, ?> context;
    private ProcessorNode<?, ?, ?, ?> node;
    private boolean open;

    CommitHook(String name) {
        this.name = name;
    }

    public static StoreBuilder<CommitHook> builder(String name) {
        return new CommitHookBuilder(name);
    }

    /**
     * To be called in {@code Processor.init}.
     *
     * @param beforeCommit forwards everything pending; an exception from it fails the commit
     */
    public void attach(ProcessorContext<?, ?> processorContext, Runnable beforeCommit) {
        this.context = (InternalProcessorContext<?, ?>) processorContext;
        this.node = context.currentNode();
        this.beforeCommit = beforeCommit;
    }

    /** The scope of the record being processed. */
    public Scope scope() {
        return new Scope(context.recordContext());
    }

    /** Forwards to a child of the attached processor as if the scope's record were being processed now. */
    public <K, V> void forward(Scope scope, Record<K, V> record, String child) {
        ProcessorNode<?, ?, ?, ?> outerNode = context.currentNode();
        ProcessorRecordContext outerRecord = context.recordContext();
        context.setCurrentNode(node);
        context.setRecordContext(scope.recordContext);
        try {
            forward(context, record, child);
        } finally {
            context.setRecordContext(outerRecord);
            context.setCurrentNode(outerNode);
        }
    }

    // The processor that attached itself declares the types it forwards; the context keeps no trace of them.
    @SuppressWarnings("unchecked")
    private static <K, V> void forward(ProcessorContext<?, ?> context, Record<K, V> record, String child) {
        ((ProcessorContext<K, V>) context).forward(record, child);
    }

    @Override
    public void flushCache() {
        beforeCommit.run();
    }

    @Override
    public void clearCache() {
        // Called when a task is recycled, after its processor was closed and forgot what was pending.
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext storeContext, StateStore root) {
        storeContext.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }
}
