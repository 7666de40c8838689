package dev.winnow.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.winnow.model.encoder.PackedEncoder;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.tokenizer.TokenizedText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a user of ONNX Runtime alone gets out of an exported file. */
class PaddedGraphTest {
    private static final OnnxExport EXPORT =
            new OnnxExport(Models.CHECKPOINT, Models.HEAD, Optional.empty(), Map.of("bundle", "tiny"));

    private final List<TokenizedText> documents = Models.documents(new Random(3), 12, 1, 60);

    @Test
    void shouldComputeTheLogitsOfThePackedEncoder() throws Exception {
        // Given
        float[] expected = expected();

        // When
        float[] logits = run(EXPORT.padded());

        // Then
        assertThat(logits).containsExactly(expected, within(1e-4f));
    }

    @Test
    void shouldComeNearTheLogitsWithQuantizedLinears() throws Exception {
        // Given
        float[] expected = expected();

        // When
        float[] logits = run(EXPORT.paddedInt8());

        // Then: random weights have no outliers, so 8 bits lose about a hundredth
        double error = 0;
        double size = 0;
        for (int i = 0; i < expected.length; i++) {
            error += Math.abs(logits[i] - expected[i]);
            size += Math.abs(expected[i]);
        }
        assertThat(error / size).isBetween(1e-5, 0.05);
    }

    @Test
    void shouldStoreQuantizedLinearsInAQuarter() {
        // Given
        long embeddings = 4L * 48 * (50 + 90);

        // When
        long floats = EXPORT.padded().size() - embeddings;
        long integers = EXPORT.paddedInt8().size() - embeddings;

        // Then
        assertThat((double) integers / floats).isLessThan(0.6);
    }

    @Test
    void shouldSayWhichModelItIs() throws Exception {
        // When
        Map<String, String> metadata;
        try (OrtSession session = session(EXPORT.padded())) {
            metadata = session.getMetadata().getCustomMetadata();
        }

        // Then
        assertThat(metadata).containsEntry("bundle", "tiny");
    }

    private float[] expected() {
        try (PackedEncoder encoder =
                PackedEncoder.load(Models.CHECKPOINT, Models.HEAD, Optional.empty(), Precision.FP32)) {
            return encoder.logits(PackedBatch.of(documents));
        }
    }

    private float[] run(OnnxFile file) throws OrtException, IOException {
        int longest = documents.stream().mapToInt(TokenizedText::length).max().orElseThrow();
        long[][] ids = new long[documents.size()][];
        long[][] mask = new long[documents.size()][longest];
        for (int d = 0; d < ids.length; d++) {
            ids[d] = Arrays.copyOf(documents.get(d).ids(), longest);
            Arrays.fill(mask[d], 0, documents.get(d).length(), 1);
        }
        OrtEnvironment environment = OnnxModule.environment();
        try (OrtSession session = session(file);
                OnnxTensor tokens = OnnxTensor.createTensor(environment, ids);
                OnnxTensor present = OnnxTensor.createTensor(environment, mask);
                OrtSession.Result result = session.run(Map.of("input_ids", tokens, "attention_mask", present))) {
            float[][] rows = (float[][]) result.get("logits").orElseThrow().getValue();
            float[] logits = new float[rows.length * Models.HEAD.classes()];
            for (int d = 0; d < rows.length; d++) {
                System.arraycopy(rows[d], 0, logits, d * rows[d].length, rows[d].length);
            }
            return logits;
        }
    }

    private static OrtSession session(OnnxFile file) throws OrtException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        file.writeTo(bytes);
        return OnnxModule.environment().createSession(bytes.toByteArray(), new OrtSession.SessionOptions());
    }
}
