package dev.winnow.ops.bench.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.model.engine.PrecisionChoice;
import dev.winnow.ops.simulate.CostCurve;
import dev.winnow.ops.simulate.DocumentLengths;
import dev.winnow.ops.simulate.Slowdown;
import dev.winnow.topology.config.EngineConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ControlReportTest {

    private static final CalibrationCurve CURVE = new CalibrationCurve(
            "validation", 1_000, List.of(point(-1, 0.7, 1), point(0, 0.68, 1.5), point(1, 0.66, 5)));

    private static final Baseline BASELINE = new Baseline(
            new CostCurve(0.002, 0.0001), DocumentLengths.constant(30), 500, 400, 1_000, Slowdown.NONE, 0.05);

    private static CalibrationPoint point(double offset, double accuracy, double ratio) {
        return new CalibrationPoint(offset, accuracy, accuracy, accuracy, accuracy, 0.9, ratio, ratio);
    }

    private static ControlReport report() {
        LoadPattern.Phases phases = new LoadPattern.Phases(1, 1, 1);
        ControlReport report =
                new ControlReport("moderation", CURVE, BASELINE, new EngineConfig(2, PrecisionChoice.FP32), phases, 1);
        Schedule schedule = LoadPattern.STEP.schedule(10, phases, 1);
        List<Answer> answers = List.of(new Answer(0, 0.1, 0.2, -1, 0.7), new Answer(1.5, 2.25, 2.3, 0, 0.68));
        report.add(
                LoadPattern.STEP, Contender.FIXED_FULL, schedule, new RunRecord(answers, 2, 0, 0, 0, EngineWork.NONE));
        report.add(
                LoadPattern.STEP, Contender.AIMD_OFFSET, schedule, new RunRecord(answers, 3, 1, 0, 0, EngineWork.NONE));
        return report;
    }

    @Test
    void shouldNameWhatProgramsReadInOneLine() throws Exception {
        // When
        String line = report().json();

        // Then
        assertThat(line).doesNotContain("\n");
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.path("objectiveMillis").asLong()).isEqualTo(500);
        JsonNode first = json.path("policies").path(0);
        assertThat(first.path("name").asText()).isEqualTo("fixed -1");
        assertThat(first.path("sloViolationRatio").asDouble()).isEqualTo(0.5);
        assertThat(first.path("effectiveAccuracy").asDouble()).isCloseTo(0.69, within(1e-9));
        assertThat(first.path("maxAccuracyDrop").asDouble()).isCloseTo(0.02, within(1e-9));
        assertThat(first.path("drainSeconds").asDouble()).isCloseTo(0.25, within(1e-9));
        assertThat(json.path("policies").path(1).path("lost").asInt()).isEqualTo(1);
    }

    @Test
    void shouldSayWhichRunHasLostADocument() {
        // Given
        ControlReport report = report();

        // When
        String table = report.table();

        // Then
        assertThat(report.complete()).isFalse();
        assertThat(table).contains("step, aimd offset: of 3 documents 1 are LOST and 0 DOUBLED");
        assertThat(table).doesNotContain("none lost");
    }

    @Test
    void shouldDrawALineForEveryContender(@TempDir Path folder) throws Exception {
        // When
        report().draw(folder);

        // Then
        for (String chart : List.of("age", "offset")) {
            Path file = folder.resolve("control-step-" + chart + ".svg");
            Document svg =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(2);
            assertThat(Files.readString(file)).contains("class='line fixed--1'", "class='line aimd-offset'");
        }
    }
}
