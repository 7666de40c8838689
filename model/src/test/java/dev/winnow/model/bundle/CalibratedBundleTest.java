package dev.winnow.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.model.calibration.TimedWith;
import dev.winnow.model.checkpoint.TinyBert;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.reduction.RandomReduction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibratedBundleTest {
    private static final byte[] DRAWING = "<svg/>".getBytes(StandardCharsets.UTF_8);
    private static final CalibrationCurve CURVE = new CalibrationCurve(
            "validation",
            1922,
            List.of(
                    new CalibrationPoint(-1, 0.71, 0.69, 0.73, 0.7, 1, 1, 1),
                    new CalibrationPoint(0.125, 0.7, 0.68, 0.72, 0.69, 0.95, 4.7, 4.25)),
            Optional.of(new TimedWith(Precision.BF16, 2)));

    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void writeBundle() {
        folder = parent.resolve("b");
        BundleWriter.write(folder, BundleFixture.contents().withReduction(RandomReduction.of(TinyBert.CONFIG, 1)));
    }

    @Test
    void shouldReadBackTheCurve() {
        // When
        BundleWriter.calibrate(folder, CURVE, DRAWING);

        // Then
        assertThat(Bundle.open(folder).calibration()).contains(CURVE);
        assertThat(folder.resolve("calibration.svg")).hasBinaryContent(DRAWING);
        assertThat(Bundle.open(folder).manifest().files()).containsKeys("calibration.json", "calibration.svg");
    }

    @Test
    void shouldReadACurveFromBeforeItsTimingWasRecorded() {
        // Given
        String older = """
                {"split": "validation", "documents": 7, "points": [{"offset": -1, "accuracy": 0.71, "accuracyLow": 0.69,
                "accuracyHigh": 0.73, "macroF1": 0.7, "agreement": 1, "flopsSpeedup": 1, "throughputRatio": 1}]}""";

        // When
        CalibrationCurve curve = CalibrationJson.read(older.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(curve)
                .isEqualTo(new CalibrationCurve("validation", 7, CURVE.points().subList(0, 1), Optional.empty()));
    }

    @Test
    void shouldLeaveAllElseAsItWas() throws IOException {
        // Given
        Files.writeString(folder.resolve("notes.txt"), "from somebody");
        Map<String, String> before = contents();

        // When
        BundleWriter.calibrate(folder, CURVE, DRAWING);

        // Then
        Map<String, String> after = contents();
        after.keySet().removeAll(List.of("calibration.json", "calibration.svg", "bundle.json"));
        before.remove("bundle.json");
        assertThat(after).isEqualTo(before);
        assertThat(Bundle.open(folder).reduction()).isPresent();
        assertThat(Folders.files(parent)).allMatch(file -> file.startsWith("b"));
    }

    @Test
    void shouldReplaceCurveAndModelCard() {
        // Given
        BundleWriter.calibrate(folder, CURVE, DRAWING);
        CalibrationCurve shorter =
                new CalibrationCurve("validation", 7, CURVE.points().subList(0, 1));

        // When
        BundleWriter.calibrate(folder, shorter, new byte[] {'<'}, card -> card + "calibrated\n");

        // Then
        assertThat(Bundle.open(folder).calibration()).contains(shorter);
        assertThat(Bundle.open(folder).modelCard()).isEqualTo("# seasons\ncalibrated\n");
        assertThat(folder.resolve("calibration.svg")).hasContent("<");
    }

    @Test
    void shouldNotMakeADamagedBundleLookSound() throws IOException {
        // Given
        Files.writeString(folder.resolve("MODEL_CARD.md"), "# forged\n");
        Map<String, String> before = contents();

        // When, Then
        assertThatThrownBy(() -> BundleWriter.calibrate(folder, CURVE, DRAWING))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("file MODEL_CARD.md");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void shouldLeaveTheBundleWhenTheCardFails() throws IOException {
        // Given
        Map<String, String> before = contents();
        UnaryOperator<String> failing = card -> {
            throw new IllegalStateException("no card");
        };

        // When, Then
        assertThatThrownBy(() -> BundleWriter.calibrate(folder, CURVE, DRAWING, failing))
                .hasMessage("no card");
        assertThat(contents()).isEqualTo(before);
        assertThat(Folders.files(parent)).allMatch(file -> file.startsWith("b"));
    }

    @Test
    void shouldRefuseACurveWithValuesThatAreNone() {
        CalibrationCurve broken = new CalibrationCurve(
                "validation", 0, List.of(new CalibrationPoint(-1, Double.NaN, 0, 1, 0.5, 1, 1, 1)));

        assertThatThrownBy(() -> BundleWriter.calibrate(folder, broken, DRAWING))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("the field 'accuracy' must be a number");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "accuracy" : 0.7,        | "accuracy" : 1.2,        | 'accuracy' must be 0.0 to 1.0
                    "offset" : 0.125         | "offset" : -2            | 'offset' must be -1.0 to 1.0
                    "offset" : 0.125         | "offset" : -1            | rising offsets
                    "agreement" : 0.95       | "agreement" : "much"     | 'agreement' must be a number
                    "documents" : 1922       | "papers" : 1922          | 'documents' is missing
                    "points" : [             | "points" : 3, "x" : [    | 'points' must be a list
                    "precision" : "bf16"     | "precision" : "octal"    | must be one of [fp32, bf16, fp16, int8], not 'octal'
                    "workers" : 2            | "workers" : 0            | 1 worker at least
                    """)
    void shouldSayWhatIsWrongWithACurve(String from, String to, String message) throws IOException {
        // Given
        BundleWriter.calibrate(folder, CURVE, DRAWING);
        Path file = folder.resolve("calibration.json");
        String written = Files.readString(file);
        assertThat(written).contains(from);
        String edited = written.replace(from, to);

        // When, Then
        assertThatThrownBy(() -> CalibrationJson.read(edited.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (Path file : Folders.files(folder)) {
            contents.put(file.toString(), Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1));
        }
        return contents;
    }
}
