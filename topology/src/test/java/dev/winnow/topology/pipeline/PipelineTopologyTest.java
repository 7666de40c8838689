package dev.winnow.topology.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.v1.Classification;
import dev.winnow.v1.RationaleSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipelineTopologyTest extends TopologyFixture {

    @Test
    void shouldClassifyADocument() {
        // When
        send("comments", document("d1", "three words here"));

        // Then
        assertThat(deadLetters()).isEmpty();
        assertThat(results("labels")).singleElement().satisfies(result -> {
            assertThat(result.key()).isEqualTo(KEY);
            assertThat(result.getRecordTime()).isEqualTo(TIMESTAMP);
            assertThat(header(result, "trace")).isEqualTo("abc");
            Classification value = result.value();
            assertThat(value.getDocumentId()).isEqualTo("d1");
            assertThat(value.getModel()).isEqualTo("parity");
            assertThat(value.getModelVersion()).isEqualTo("7");
            assertThat(value.getLabel()).isEqualTo("odd");
            assertThat(value.getProbability()).isCloseTo(0.75f, within(1e-6f));
            assertThat(value.getProbabilities()).containsOnly(Map.entry("even", 0.25f), Map.entry("odd", 0.75f));
            assertThat(value.getTokens()).isEqualTo(5);
            assertThat(value.getTruncated()).isFalse();
            assertThat(value.getBatchDocuments()).isEqualTo(1);
            assertThat(value.getEventTime()).isEqualTo(Instant.ofEpochMilli(42));
        });
        assertThat(counters.totals().classified()).isEqualTo(1);
        assertThat(counters.totals().pending()).isZero();
    }

    @Test
    void shouldWriteTheBestSpansOfTheRationale() {
        // When: the results of this step hold two spans at most
        send("comments", document("d1", "a \uD83D\uDE00 thoroughly good explanation helps people"));

        // Then
        assertThat(results("labels")).singleElement().satisfies(result -> {
            Classification value = result.value();
            assertThat(value.getDeltaOffset()).isZero();
            assertThat(value.getExpectedAccuracy())
                    .as("of a model without calibration")
                    .isNull();
            assertThat(value.getKeptTokens()).isEqualTo(5);
            assertThat(value.getRationale())
                    .containsExactly(new RationaleSpan(21, 32, 11f, 2), new RationaleSpan(5, 15, 10f, 2));
            assertThat(value.getRationaleTotal()).isEqualTo(4);
        });
    }

    @Test
    void shouldWriteNoRationaleAtTheFullEncoder() {
        // Given
        offset = DeltaOffset.FULL;
        driver.close();
        driver = driver(step("comments", "labels", LIMIT));

        // When
        send("comments", document("d1", "a thoroughly good explanation"));

        // Then
        assertThat(results("labels")).singleElement().satisfies(result -> {
            Classification value = result.value();
            assertThat(value.getDeltaOffset()).isEqualTo(-1);
            assertThat(value.getKeptTokens()).isEqualTo(value.getTokens());
            assertThat(value.getRationale()).isEmpty();
        });
    }

    @Test
    void shouldRunSeveralPipelinesInOneTopology() {
        // When
        send("comments", document("c", "a b"));
        send("articles", document("a", "a b c"));
        send("articles", null);

        // Then
        assertThat(results("labels")).extracting(r -> r.value().getDocumentId()).containsExactly("c");
        assertThat(results("topics")).extracting(r -> r.value().getDocumentId()).containsExactly("a");
        assertThat(deadLetters()).singleElement().satisfies(dead -> assertThat(header(dead, "winnow.topic"))
                .isEqualTo("articles"));
    }

    @Test
    void shouldGiveEveryPipelineASubtopologyOfItsOwn() {
        // When
        Topology topology = PipelineTopology.of(List.of(step("a", "x", LIMIT), step("b", "x", LIMIT)), "dead-letters");

        // Then
        assertThat(topology.describe().subtopologies()).hasSize(2);
    }

    @Test
    void shouldClassifyStrangeTexts() {
        // Given
        List<String> texts = new ArrayList<>();
        texts.add("a lone \ud83d surrogate");
        texts.add("\u0000\u0001 control \u007f \u202e characters");
        texts.add("word ".repeat(200_000));

        // When
        for (int i = 0; i < texts.size(); i++) {
            send("comments", document("d" + i, texts.get(i)));
        }

        // Then
        assertThat(results("labels"))
                .extracting(r -> r.value().getDocumentId(), r -> r.value().getTruncated())
                .containsExactly(tuple("d0", false), tuple("d1", false), tuple("d2", true));
    }

    @Test
    void shouldReadARecordThatHasNoTimestamp() {
        // Given
        TolerantTimestamps timestamps = new TolerantTimestamps();
        ConsumerRecord<Object, Object> old = new ConsumerRecord<>("comments", 0, 0, null, null);

        // When
        long timestamp = timestamps.extract(old, -1);

        // Then
        assertThat(Instant.ofEpochMilli(timestamp)).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }
}
