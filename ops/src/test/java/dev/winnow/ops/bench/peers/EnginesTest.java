package dev.winnow.ops.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.reduction.DeltaOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A baseline that computes something else would make any ratio to it worthless. */
class EnginesTest {
    /** Unlike lengths, one of them more than the model reads, and characters that tokenizers treat in their own ways. */
    private static final List<String> TEXTS = List.of(
            "The home side won the derby with a header in stoppage time.",
            "Rates.",
            "Central bank leaves interest rates unchanged, says inflation is cooling more slowly than hoped. "
                    .repeat(30),
            "Café owners in Zürich protest – peacefully – against 3 % higher rents…",
            "A faint ring was found around a dwarf planet far beyond the orbit where such rings were thought stable.");

    private static Engines engines;
    private static List<float[]> expected;

    @BeforeAll
    static void load() {
        engines = new Engines(Bundle.open("topics"));
        expected = new WinnowEngine(engines.winnow(Precision.FP32), DeltaOffset.FULL).classify(TEXTS);
    }

    @AfterAll
    static void close() {
        engines.close();
    }

    @Test
    void shouldFindTheSameWithDjl() {
        assertSame(engines.djl().classify(TEXTS));
    }

    @Test
    void shouldFindTheSameWithDjlTextByText() {
        assertSame(oneByOne(engines.djl()));
    }

    @Test
    void shouldFindTheSameWithOnnxRuntime() {
        assertSame(engines.onnx(Engines.Format.FP32).padded().classify(TEXTS));
    }

    @Test
    void shouldFindTheSameWithOnnxRuntimeSorted() {
        assertSame(engines.onnx(Engines.Format.FP32).sorted(2).classify(TEXTS));
    }

    @Test
    void shouldFindTheSameWithOnnxRuntimeTextByText() {
        assertSame(oneByOne(engines.onnx(Engines.Format.FP32).padded()));
    }

    @Test
    void shouldQuantizeForOnnxRuntime() {
        // When
        List<float[]> found = engines.onnx(Engines.Format.INT8).sorted(2).classify(TEXTS);

        // Then: the same but for what 8 bits cost, and that is not nothing
        double furthest = 0;
        for (int d = 0; d < found.size(); d++) {
            for (int c = 0; c < found.get(d).length; c++) {
                assertThat(found.get(d)[c]).isCloseTo(expected.get(d)[c], within(0.25f));
                furthest = Math.max(furthest, Math.abs(found.get(d)[c] - expected.get(d)[c]));
            }
        }
        assertThat(furthest).isGreaterThan(1e-5);
    }

    private static List<float[]> oneByOne(TextEngine engine) {
        List<float[]> found = new ArrayList<>();
        TEXTS.forEach(text -> found.addAll(engine.classify(List.of(text))));
        return found;
    }

    private static void assertSame(List<float[]> found) {
        assertThat(found).hasSameSizeAs(expected);
        for (int d = 0; d < found.size(); d++) {
            assertThat(found.get(d)).containsExactly(expected.get(d), within(1e-4f));
        }
    }
}
