package dev.winnow.ops.tracing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.classifier.TokenTrace;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.microbatch.ComputedBatch;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class TracingTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    private static ComputedBatch batch(String... traceparents) {
        Prediction prediction =
                new Prediction(List.of("even", "odd"), new float[] {1, 0}, TokenTrace.full(4, 2), false);
        List<ComputedBatch.Member> members = List.of(traceparents).stream()
                .map(header -> new ComputedBatch.Member(
                        prediction, 1, Optional.of(header).filter(text -> !text.isEmpty())))
                .toList();
        return new ComputedBatch("parity", DeltaOffset.TRAINED, 5_000_000, OptionalDouble.empty(), members);
    }

    @Test
    void shouldLinkToTheTracesOfTheRecords() {
        try (RecordedSpans spans = new RecordedSpans()) {
            // When: one without a header, and three with one that is not valid
            spans.observer()
                    .computed(batch(
                            "00-" + TRACE + "-" + SPAN + "-01",
                            "",
                            "00-" + TRACE + "-0000000000000000-01",
                            "trace me",
                            "ff-" + TRACE + "-" + SPAN + "-01"));

            // Then
            SpanData span = spans.all().get(0);
            assertThat(span.getName()).isEqualTo("classify parity");
            assertThat(span.getEndEpochNanos() - span.getStartEpochNanos()).isEqualTo(5_000_000);
            assertThat(span.getAttributes().get(AttributeKey.longKey("messaging.batch.message_count")))
                    .isEqualTo(5);
            assertThat(span.getLinks())
                    .extracting(LinkData::getSpanContext)
                    .extracting(context -> context.getTraceId() + "-" + context.getSpanId())
                    .containsExactly(TRACE + "-" + SPAN);
        }
    }

    @Test
    void shouldBeOffUnlessAnEndpointIsNamed() {
        try (Tracing tracing = Tracing.of(Map.of("OTEL_SERVICE_NAME", "winnow"), WinnowConfig.defaults())) {
            assertThat(tracing.observer()).isEmpty();
        }
    }

    /** To a collector of the JDK's own web server; the names of a span lie in its protobuf as they are. */
    @Test
    void shouldSendSpansToACollector() throws IOException {
        Queue<String> received = new ConcurrentLinkedQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(exchange.getRequestHeaders().getFirst("Content-Type")
                    + " "
                    + new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try {
            // Given
            Map<String, String> environment = Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    "http://127.0.0.1:" + collector.getAddress().getPort());

            // When
            try (Tracing tracing = Tracing.of(environment, WinnowConfig.defaults())) {
                tracing.observer().orElseThrow().computed(batch("00-" + TRACE + "-" + SPAN + "-01"));
            }

            // Then
            assertThat(received).singleElement().satisfies(request -> assertThat(request)
                    .startsWith("application/x-protobuf ")
                    .contains("classify parity", "service.name", "winnow"));
        } finally {
            collector.stop(0);
        }
    }
}
