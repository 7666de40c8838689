package dev.winnow.topology.classify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.topology.commit.CommitHook;
import dev.winnow.topology.deadletter.Rejection;
import dev.winnow.topology.input.DocumentReader;
import dev.winnow.topology.microbatch.Outcome;
import dev.winnow.topology.observe.Origin;
import dev.winnow.topology.observe.Pipeline;
import dev.winnow.topology.observe.RejectedRecord;
import dev.winnow.topology.observe.ShedRecord;
import dev.winnow.topology.observe.StreamObserver;
import dev.winnow.topology.observe.WrittenResult;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Tells the observer of a pipeline's records in the observer's words. */
record Watch(StreamObserver observer, Pipeline pipeline, DocumentReader reader) {

    /** W3C Trace Context: names the trace that a record belongs to. */
    private static final String TRACEPARENT = "traceparent";

    static Optional<String> traceparent(Record<?, ?> record) {
        return Optional.ofNullable(record.headers().lastHeader(TRACEPARENT))
                .map(Header::value)
                .map(value -> new String(value, UTF_8));
    }

    void read(long nanos) {
        observer.read(pipeline, nanos);
    }

    void shed(Record<byte[], byte[]> source, CommitHook.Scope scope) {
        observer.shed(new ShedRecord(pipeline, origin(source, scope), ageMillis(source)));
    }

    void rejected(Record<byte[], byte[]> source, CommitHook.Scope scope, Rejection rejection) {
        observer.rejected(new RejectedRecord(pipeline, origin(source, scope), rejection));
    }

    void written(PendingDocument document, Outcome.Classified outcome, long writeNanos) {
        Record<byte[], byte[]> source = document.source();
        RecordMetadata metadata = document.scope().metadata();
        observer.written(new WrittenResult(
                pipeline,
                origin(source, document.scope()),
                source.headers(),
                document.id(),
                ageMillis(source),
                writeNanos,
                outcome,
                () -> reader.read(metadata, source.key(), source.value()).text()));
    }

    private static Origin origin(Record<byte[], byte[]> source, CommitHook.Scope scope) {
        RecordMetadata metadata = scope.metadata();
        return new Origin(metadata.topic(), metadata.partition(), metadata.offset(), source.timestamp());
    }

    /** A timestamp in the future is a clock that is set wrong, and no age. */
    private static long ageMillis(Record<byte[], byte[]> source) {
        return Math.max(0, System.currentTimeMillis() - source.timestamp());
    }
}
