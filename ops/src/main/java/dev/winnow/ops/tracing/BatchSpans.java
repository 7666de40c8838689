package dev.winnow.ops.tracing;

import dev.winnow.topology.microbatch.ComputedBatch;
import dev.winnow.topology.observe.StreamObserver;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.time.Instant;
import java.util.List;

/**
 * Makes a span of each micro-batch, with a link to the trace of each of its records that has a valid {@code traceparent}. A batch
 * has records of many traces, so none of them can be its parent; links are what OpenTelemetry's conventions for messaging have
 * for it. The trace of a record goes on behind Winnow, for its result has the same headers.
 */
final class BatchSpans implements StreamObserver {

    /** The carrier is the header's value itself. */
    private static final TextMapGetter<String> HEADER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of("traceparent");
        }

        @Override
        public String get(String traceparent, String key) {
            return key.equals("traceparent") ? traceparent : null;
        }
    };

    private final Tracer tracer;

    BatchSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public void computed(ComputedBatch batch) {
        Instant end = Instant.now();
        SpanBuilder span = tracer.spanBuilder("classify " + batch.bundle())
                .setSpanKind(SpanKind.CONSUMER)
                .setNoParent()
                .setStartTimestamp(end.minusNanos(batch.engineNanos()))
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.batch.message_count", batch.documents().size())
                .setAttribute("winnow.bundle", batch.bundle())
                .setAttribute("winnow.offset", batch.offset().value())
                .setAttribute("winnow.tokens", batch.tokens());
        for (ComputedBatch.Member document : batch.documents()) {
            document.traceparent()
                    .map(BatchSpans::context)
                    .filter(SpanContext::isValid)
                    .ifPresent(span::addLink);
        }
        span.startSpan().end(end);
    }

    /** Invalid where the header is. */
    private static SpanContext context(String traceparent) {
        Context extracted = W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, HEADER);
        return Span.fromContext(extracted).getSpanContext();
    }
}
