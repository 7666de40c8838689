package dev.winnow.ops.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.model.bundle.Bundle;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One round over a handful of texts, with a row of every sort. */
class PeersBenchTest {
    private static final List<String> ROWS = List.of(
            "ort-fp32-single",
            "winnow-fp32-full",
            "winnow-fp32-calibrated",
            "stream-ort-fp32-record",
            "stream-ort-fp32-buffer",
            "stream-ort-fp32-parallel",
            "stream-winnow-fp32-full");

    private static final List<String> LABELLED = List.of(
            "The champion lost in straight sets to a teenager who came through qualifying.",
            "Two regional banks agreed to merge in a deal worth nine hundred million dollars.",
            "The coach will leave the club when his contract ends in June.");

    /** The last one is wrong on purpose: accuracy is not agreement. */
    private static final List<Integer> TARGETS = List.of(2, 0, 3);

    private static PeersReport report;

    @BeforeAll
    static void run() {
        Corpus corpus = new Corpus(LABELLED, TARGETS, List.of("Thanks, that fixed it!", "Lovely photo."));
        try (PeersBench bench = new PeersBench(Bundle.open("topics"), new PeersBench.Settings(1, 0, 4, 2))) {
            report = bench.run(corpus, ROWS, (done, total, name) -> {});
        }
    }

    @Test
    void shouldMeasureTheRowsThatWereAskedFor() {
        assertThat(report.rows()).extracting(PeerRow::name).containsExactlyElementsOf(ROWS);
        assertThat(report.rows())
                .allSatisfy(row -> assertThat(row.documentsPerSecond().median()).isPositive());
    }

    @Test
    void shouldFindTheLabelsOfTheFullEncoderInEveryEngineAndStreamAtFullPrecision() {
        assertThat(report.rows()).allSatisfy(row -> {
            if (!row.name().contains("calibrated")) {
                assertThat(row.agreement()).as(row.name()).isEqualTo(1);
                assertThat(row.accuracy().orElseThrow()).as(row.name()).isEqualTo(2 / 3.0, within(1e-9));
            }
        });
    }

    @Test
    void shouldCompareEnginesWithTheEngineAndStreamsWithTheStream() {
        var byName = report.rows().stream().collect(Collectors.toMap(PeerRow::name, Function.identity()));
        PeerRow stream = byName.get("stream-winnow-fp32-full");
        assertThat(stream.ratioToWinnow().orElseThrow().median()).isEqualTo(1);
        assertThat(byName.get("stream-ort-fp32-record")
                        .ratioToWinnow()
                        .orElseThrow()
                        .median())
                .isEqualTo(byName.get("stream-ort-fp32-record")
                                .documentsPerSecond()
                                .median()
                        / stream.documentsPerSecond().median());
        double fastest = Math.max(
                byName.get("winnow-fp32-full").documentsPerSecond().median(),
                byName.get("winnow-fp32-calibrated").documentsPerSecond().median());
        assertThat(byName.get("ort-fp32-single").ratioToWinnow().orElseThrow().median())
                .isEqualTo(byName.get("ort-fp32-single").documentsPerSecond().median() / fastest);
    }

    @Test
    void shouldTellProgramsAndPeople() throws Exception {
        // When
        JsonNode json = new ObjectMapper().readTree(report.json());

        // Then
        assertThat(report.json()).doesNotContain("\n");
        assertThat(json.path("rows")).hasSize(ROWS.size());
        for (JsonNode row : json.path("rows")) {
            assertThat(row.path("name").isTextual()).isTrue();
            assertThat(row.path("documentsPerSecond").isNumber()).isTrue();
            assertThat(row.path("accuracy").isNumber()).isTrue();
            assertThat(row.path("ratioToWinnow").isNumber()).isTrue();
        }
        assertThat(json.path("machine").path("cores").asInt()).isPositive();
        assertThat(json.path("machine").path("libraries").has("ONNX Runtime")).isTrue();
        assertThat(report.table()).contains(ROWS);
    }
}
