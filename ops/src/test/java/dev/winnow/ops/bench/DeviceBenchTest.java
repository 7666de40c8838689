package dev.winnow.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** On the processor, which takes the place of the GPU. */
class DeviceBenchTest {
    private static final EncoderConfig SMALL = new EncoderConfig(2, 64, 2, 128, 30_522, 1_024, 1e-12);

    @Test
    void shouldComparePrecisionsAndTimeThem() {
        // Given
        Workload workload = new Workload(
                "uneven", List.of(List.of(document(120), document(4), document(4), document(4), document(4))));

        // When
        List<DeviceBench.Parity> parities;
        List<DeviceBench.Speed> speeds;
        try (DeviceBench bench = new DeviceBench(Bundle.open("topics"), Optional.empty())) {
            parities = bench.parity(workload, (done, total, name) -> {});
            speeds = bench.speed(workload, 1, (done, total, name) -> {});
        }

        // Then
        assertThat(parities)
                .extracting(parity ->
                        parity.precision().label() + " " + parity.result().offset())
                .containsExactly("fp32 -1.0", "fp32 0.0", "bf16 -1.0", "bf16 0.0");
        assertThat(parities.get(0).result().logitDifference()).isZero();
        assertThat(parities.get(2).result().logitDifference()).isBetween(1e-6, 1.0);
        assertThat(parities)
                .allSatisfy(parity -> assertThat(parity.result().documents()).isEqualTo(5));
        assertThat(speeds)
                .extracting(DeviceBench.Speed::name)
                .containsExactly(
                        "fp32 padded",
                        "fp32 packed",
                        "fp32 packed, offset 0",
                        "bf16 padded",
                        "bf16 packed",
                        "bf16 packed, offset 0");
        assertThat(speeds.get(0).gain()).isEqualTo(1);
        DeviceBench.Speed packed = speeds.get(1);
        assertThat(packed.gain())
                .isEqualTo(speeds.get(0).timing().median() / packed.timing().median());
        assertThat(packed.tokensPerSecond() / packed.documentsPerSecond()).isCloseTo(136 / 5.0, within(1e-9));
    }

    @Test
    void shouldMeasureTheSettingsOfByteTransformer() {
        // When
        List<ByteTransformerBench.Row> rows;
        try (ByteTransformerBench bench = new ByteTransformerBench(RandomBert.of(SMALL), Optional.empty())) {
            assertThat(bench.precision()).isEqualTo(Precision.FP32);
            rows = bench.run(List.of(64, 100, 192), 1, (done, total, name) -> {});
        }

        // Then
        assertThat(rows).extracting(ByteTransformerBench.Row::longest).containsExactly(64, 100, 192);
        assertThat(rows).extracting(ByteTransformerBench.Row::publishedMillis).containsExactly(2.09, Double.NaN, 5.08);
        for (ByteTransformerBench.Row row : rows) {
            assertThat(row.tokens() / (16.0 * row.longest())).as("mean length").isBetween(0.45, 0.75);
            assertThat(row.gain())
                    .isEqualTo(row.padded().median() / row.packed().median());
        }
    }

    private static TokenizedText document(int tokens) {
        return new TokenizedText(LongStream.range(2000, 2000 + tokens).toArray(), false);
    }
}
