package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuringCommandsTest {
    @TempDir
    private static Path folder;

    private static Path bundle;
    private final String data = TinyBundle.data().toString();

    @BeforeAll
    static void write() {
        bundle = ReducibleBundle.write(folder.resolve("reducible"), 1);
    }

    @Test
    void shouldMeasureThePrecisionsAloneAndThenRunInInt8() throws IOException {
        // Given
        Path profiled = ReducibleBundle.write(folder.resolve("profiled"), 5);

        // When
        Cli result =
                Cli.run("calibrate", "--bundle", profiled.toString(), "--data", data, "--precisions", "--workers", "1");
        Cli evaluated =
                Cli.run("evaluate", "--bundle", profiled.toString(), "--data", data, "--precision", "int8", "--json");

        // Then
        assertThat(result.out()).contains("reducible-5 by precision: 4 documents of validation", "| bf16", "| int8");
        assertThat(Bundle.open(profiled).calibration()).isEmpty();
        assertThat(Bundle.open(profiled).precisions().orElseThrow().ranges().layers())
                .hasSize(6);
        assertThat(points(evaluated)).hasSize(2);
    }

    @Test
    void shouldMeasureEveryOffsetAskedFor() {
        // When
        Cli result =
                Cli.run("evaluate", "--bundle", bundle.toString(), "--data", data, "--offsets", "-1,0.2,1", "--json");

        // Then
        List<Map<String, Object>> points = points(result);
        assertThat(points).extracting(point -> point.get("offset")).containsExactly(-1.0, 0.2, 1.0);
        assertThat(points.get(0))
                .containsOnlyKeys(
                        "offset",
                        "accuracy",
                        "macroF1",
                        "agreement",
                        "keptTokens",
                        "flopsSpeedup",
                        "documentsPerSecond",
                        "throughputRatio")
                .containsEntry("agreement", 1.0)
                .containsEntry("flopsSpeedup", 1.0)
                .containsEntry("throughputRatio", 1.0)
                .containsEntry("keptTokens", 1.0);
        assertThat(points)
                .extracting(point -> (Double) point.get("flopsSpeedup"))
                .isSorted();
        assertThat((Double) points.get(2).get("flopsSpeedup")).isGreaterThan(1.5);
        assertThat((Double) points.get(2).get("keptTokens")).isLessThan(0.5);
    }

    @Test
    void shouldMeasureTheFullEncoderAndTheTrainedOffsetWhereNothingIsAskedFor() {
        // When
        Cli result = Cli.run("evaluate", "--bundle", bundle.toString(), "--data", data, "--json");

        // Then
        assertThat(points(result)).extracting(point -> point.get("offset")).containsExactly(-1.0, 0.0);
    }

    @Test
    void shouldChooseTheOffsetOfASpeedUpOnValidation() {
        // Given: with validation for test, what was chosen can be seen
        String[] command = {"evaluate", "--bundle", bundle.toString(), "--data", data, "--split", "validation"};

        // When
        Cli result = Cli.run(plus(command, "--speedups", "1,1.5", "--json"));

        // Then
        List<Map<String, Object>> points = points(result);
        assertThat(points).extracting(point -> point.get("wantedSpeedup")).containsExactly(1.0, 1.5);
        assertThat(points.get(0)).containsEntry("offset", -1.0);
        assertThat((Double) points.get(1).get("flopsSpeedup")).isCloseTo(1.5, within(0.15));
    }

    @Test
    void shouldRefuseASpeedUpThatIsNone() {
        // When
        Cli result = Cli.run("evaluate", "--bundle", bundle.toString(), "--data", data, "--speedups", "0.5");

        // Then
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("1 or more");
    }

    @Test
    void shouldShowSeveralBundlesWithMeanAndSpread() {
        // Given
        Path other = ReducibleBundle.write(folder.resolve("other"), 2);

        // When
        Cli result = Cli.run(
                "evaluate",
                "--bundle",
                bundle.toString(),
                "--bundle",
                other.toString(),
                "--data",
                data,
                "--offsets",
                "0.2");

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("reducible-1 1 on test: 4 documents", "reducible-2 1 on test", "cooking")
                .contains("2 bundles, mean ± standard deviation (reducible-1, reducible-2):")
                .containsPattern("\\|\\s+\\| +0\\.200 ± 0\\.000 \\| +[01]\\.\\d{4} ± 0\\.\\d{4} \\|");
    }

    @Test
    void shouldCompareExplanationsWithWhatPeopleMarked() throws IOException {
        // Given: every word but "the" of the cooking texts
        Path marked = Files.createDirectory(folder.resolve("marked"));
        Files.write(marked.resolve("test.jsonl"), List.of("""
                        {"text": "fry the onions", "label": "cooking", "rationale": [[8, 14]], "rationale_any": [[0, 3], [8, 14]]}""", """
                        {"text": "the rain falls on the coast", "label": "weather"}"""));

        // When
        Cli result = Cli.run(
                "evaluate", "--bundle", bundle.toString(), "--data", marked.toString(), "--rationale", "--json");

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        for (String annotation : List.of("rationale", "rationaleMajority")) {
            Map<?, ?> scorers = (Map<?, ?>) result.json().get(annotation);
            assertThat(scorers.keySet().toArray())
                    .containsExactly("predictor", "unreduced", "attention", "rollout", "saliency", "random");
            scorers.values().forEach(scorer -> {
                assertThat(((Map<?, ?>) scorer).get("documents")).isEqualTo(1);
                // Two of three tokens are marked, or one of three
                assertThat((Double) ((Map<?, ?>) scorer).get("averagePrecision"))
                        .isBetween(1 / 3.0, 1.0);
                assertThat((Double) ((Map<?, ?>) scorer).get("falsePositiveRate"))
                        .isBetween(0.0, 1.0);
            });
        }
    }

    @Test
    void shouldSayThatNobodyMarkedAnything() {
        // When
        Cli result = Cli.run("evaluate", "--bundle", bundle.toString(), "--data", data, "--rationale");

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("no document of the split has a rationale");
    }

    @Test
    void shouldPutACurveIntoTheBundle() throws IOException {
        // Given
        Path calibrated = ReducibleBundle.write(folder.resolve("calibrated"), 3);

        // When
        Cli result = Cli.run("calibrate", "--bundle", calibrated.toString(), "--data", data, "--json");

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        CalibrationCurve curve = Bundle.open(calibrated).calibration().orElseThrow();
        assertThat(curve.split()).isEqualTo("validation");
        assertThat(curve.documents()).isEqualTo(4);
        assertThat(curve.points()).hasSize(15);
        assertThat(curve.points()).extracting(CalibrationPoint::offset).contains(-1.0, 0.0, 1.0);
        assertThat(curve.points()).extracting(CalibrationPoint::flopsSpeedup).isSorted();
        assertThat(points(result))
                .extracting(point -> point.get("offset"))
                .isEqualTo(curve.points().stream()
                        .map(point -> (Object) point.offset())
                        .toList());
        assertThat(calibrated.resolve("calibration.svg")).content().contains("reducible-3", "δ offset");
    }

    @Test
    void shouldPrintACurveAtTheOffsetsAskedFor() {
        // Given
        Path calibrated = ReducibleBundle.write(folder.resolve("printed"), 4);

        // When
        Cli result = Cli.run(
                "calibrate",
                "--bundle",
                calibrated.toString(),
                "--data",
                data,
                "--offsets",
                "0.5,0",
                "--precision",
                "bf16",
                "--workers",
                "1");

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(
                        "reducible-4 calibrated on validation: 4 documents, timed in bf16 with 1 worker",
                        "95 % interval",
                        "calibration.svg")
                .containsSubsequence("|  -1.00 |", "|   0.00 |", "|   0.50 |");
    }

    @Test
    void shouldNotCalibrateABundleThatKeepsEveryToken() {
        // When
        Cli result = Cli.run("calibrate", "--bundle", TinyBundle.folder().toString(), "--data", data);

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("'cooking-or-weather' keeps every token", "winnow train");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> points(Cli result) {
        assertThat(result.exitCode()).as(result.err()).isZero();
        return (List<Map<String, Object>>) result.json().get("points");
    }

    private static String[] plus(String[] command, String... more) {
        String[] all = new String[command.length + more.length];
        System.arraycopy(command, 0, all, 0, command.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        return all;
    }
}
