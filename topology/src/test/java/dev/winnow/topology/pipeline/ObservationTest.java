package dev.winnow.topology.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.topology.FakeClassifier;
import dev.winnow.topology.deadletter.Stage;
import dev.winnow.topology.microbatch.ComputedBatch;
import dev.winnow.topology.observe.Origin;
import dev.winnow.topology.observe.Pipeline;
import dev.winnow.topology.observe.RejectedRecord;
import dev.winnow.topology.observe.StreamObserver;
import dev.winnow.topology.observe.WrittenResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** What a pipeline tells those who watch. */
class ObservationTest extends TopologyFixture {

    private static final Pipeline COMMENTS = new Pipeline("comments", "labels", "parity");
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final List<Pipeline> reads = new CopyOnWriteArrayList<>();
    private final List<WrittenResult> results = new CopyOnWriteArrayList<>();
    private final List<RejectedRecord> rejections = new CopyOnWriteArrayList<>();
    private final List<ComputedBatch> batches = new CopyOnWriteArrayList<>();

    ObservationTest() {
        observer = new StreamObserver() {
            @Override
            public void read(Pipeline pipeline, long nanos) {
                reads.add(pipeline);
            }

            @Override
            public void written(WrittenResult result) {
                results.add(result);
            }

            @Override
            public void rejected(RejectedRecord rejected) {
                rejections.add(rejected);
            }

            @Override
            public void computed(ComputedBatch batch) {
                batches.add(batch);
            }
        };
    }

    private void sendTraced(byte[] value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", TRACEPARENT.getBytes(UTF_8));
        driver.createInputTopic("comments", new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(KEY, value, headers, TIMESTAMP));
    }

    @Test
    void shouldTellOfAResultAndReadItsTextOnlyWhenAsked() {
        // When
        sendTraced(document("d-1", "some plain words"));

        // Then
        assertThat(reads).containsExactly(COMMENTS);
        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.pipeline()).isEqualTo(COMMENTS);
            assertThat(result.origin()).isEqualTo(new Origin("comments", 0, 0, TIMESTAMP.toEpochMilli()));
            assertThat(result.headers().lastHeader("traceparent").value()).isEqualTo(TRACEPARENT.getBytes(UTF_8));
            assertThat(result.documentId()).isEqualTo("d-1");
            assertThat(result.ageMillis()).isPositive();
            assertThat(result.outcome().prediction().label()).isEqualTo("odd");
            assertThat(result.text().get()).isEqualTo("some plain words");
        });
        assertThat(batches).singleElement().satisfies(batch -> assertThat(batch.documents())
                .extracting(ComputedBatch.Member::traceparent)
                .containsExactly(Optional.of(TRACEPARENT)));
    }

    @Test
    void shouldTellOfRejectionsWithTheirStage() {
        // When
        sendTraced(new byte[] {1, 2, 3});
        sendTraced(document("d-2", FakeClassifier.POISON));

        // Then
        assertThat(reads).hasSize(2);
        assertThat(results).isEmpty();
        assertThat(rejections)
                .extracting(rejected -> rejected.rejection().stage())
                .containsExactly(Stage.READ, Stage.INFER);
        assertThat(rejections)
                .extracting(RejectedRecord::origin)
                .extracting(Origin::offset)
                .containsExactly(0L, 1L);
    }
}
