package dev.winnow.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.EngineException;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.checkpoint.TinyBert;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.reduction.RandomReduction;
import dev.winnow.model.reduction.Reduction;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.model.torchscript.TorchScriptModule;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The source for GPUs as far as a processor comes: all of it is compiled, which checks every operator's schema, and all of it is run
 * but the two kernels and the pinning of memory, in whose place gpu_stand_ins.py puts what they are documented to do.
 */
class GpuSourceTest {
    private static final EncoderConfig DEEP = new EncoderConfig(5, 48, 3, 64, 50, 90, 1e-7);
    private static final Checkpoint CHECKPOINT = TinyBert.checkpoint(3, DEEP);
    private static final Reduction REDUCTION = RandomReduction.of(DEEP, 4);
    private static final int CLASSES = 3;
    private static final double OFFSET = 0.3;
    private static final LinearHead HEAD = head();
    private static final Gpu AMPERE = new Gpu(80);

    @ParameterizedTest
    @CsvSource({"FP32, 80, 1", "FP16, 80, 0.99", "FP16, 75, 0.99", "BF16, 80, 0.95"})
    void shouldReduceAsOnAProcessor(Precision precision, int capability, double sameTokens) {
        // Given
        PackedBatch batch = batch();
        ReducedBatch expected;
        try (PackedEncoder processor = PackedEncoder.load(CHECKPOINT, HEAD, Optional.of(REDUCTION), Precision.FP32)) {
            expected = processor.reduce(batch, new DeltaOffset(OFFSET));
        }

        // When
        ReducedBatch result;
        try (TorchScriptModule module = withStandIns(precision, new Gpu(capability))) {
            result = ReducedBatch.of(
                    module.call("reduced", OFFSET, batch.ids(), batch.positions(), batch.cuLengths()), batch.tokens());
        }

        // Then
        long sameLayers = IntStream.range(0, batch.tokens())
                .filter(t -> expected.reached()[t] == result.reached()[t])
                .count();
        assertThat(IntStream.of(expected.reached()).filter(layers -> layers < 5).count())
                .as("tokens that leave")
                .isGreaterThan(100);
        assertThat((double) sameLayers / batch.tokens()).isGreaterThanOrEqualTo(sameTokens);
        if (precision == Precision.FP32) {
            assertThat(result.logits()).containsExactly(expected.logits(), within(1e-4f));
        }
    }

    @ParameterizedTest
    @CsvSource({"FP32, 1e-4", "FP16, 0.02", "BF16, 0.2"})
    void shouldComputeHiddenStatesAsOnAProcessor(Precision precision, float tolerance) {
        // Given
        PackedBatch batch = batch();
        float[] expected;
        try (PackedEncoder processor = PackedEncoder.load(CHECKPOINT, Precision.FP32)) {
            expected = processor.hiddenStates(batch);
        }

        // When
        float[] states;
        try (TorchScriptModule module = withStandIns(precision, AMPERE)) {
            states = module.call("hidden_states", batch.ids(), batch.positions(), batch.cuLengths());
        }

        // Then
        assertThat(states).containsExactly(expected, within(tolerance));
    }

    @ParameterizedTest
    @CsvSource({
        "FP32, 80, _efficient_attention_forward",
        "FP16, 80, _flash_attention_forward",
        "BF16, 90, _flash_attention_forward",
        "FP16, 75, _efficient_attention_forward"
    })
    void shouldCallTheKernelThatTheGpuHas(Precision precision, int capability, String kernel) {
        // Given
        PackedBatch batch = batch();
        String source = EncoderArchive.gpuSource().replace("torch.pin_memory(", "torch.clone(");

        // When / Then
        try (TorchScriptModule module = load(precision, new Gpu(capability), source)) {
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> module.call("hidden_states", batch.ids(), batch.positions(), batch.cuLengths()))
                    .withMessageContaining(
                            "Could not run 'aten::" + kernel + "' with arguments from the 'CPU' backend");
        }
    }

    @Test
    void shouldPinEveryBatch() {
        // Given
        PackedBatch batch = batch();

        // When / Then
        try (TorchScriptModule module = load(Precision.FP32, AMPERE, EncoderArchive.gpuSource())) {
            for (String method : List.of("hidden_states", "features", "logits")) {
                assertThatExceptionOfType(EngineException.class)
                        .isThrownBy(() -> module.call(method, batch.ids(), batch.positions(), batch.cuLengths()))
                        .withMessageContaining("torch.pin_memory");
            }
        }
    }

    private static TorchScriptModule withStandIns(Precision precision, Gpu gpu) {
        String source = EncoderArchive.gpuSource()
                .replace("ops.aten._flash_attention_forward(", "self.flash_stand_in(")
                .replace("ops.aten._efficient_attention_forward(", "self.efficient_stand_in(")
                .replace("torch.pin_memory(", "self.pinned_stand_in(");
        return load(precision, gpu, source + EncoderArchive.resource("gpu_stand_ins.py"));
    }

    private static TorchScriptModule load(Precision precision, Gpu gpu, String source) {
        EncoderArchive archive = new EncoderArchive(CHECKPOINT, HEAD, Optional.of(REDUCTION), precision);
        TorchScriptModule module = TorchScriptModule.load(archive.forGpu(gpu), source);
        module.call("prepare", 1);
        return module;
    }

    private static PackedBatch batch() {
        Random random = new Random(5);
        return PackedBatch.of(random.ints(30, 1, 85)
                .mapToObj(
                        length -> new TokenizedText(random.longs(length, 0, 50).toArray(), false))
                .toList());
    }

    private static LinearHead head() {
        Random random = new Random(8);
        int features = PackedEncoder.featureCount(DEEP);
        float[] weight = new float[CLASSES * features];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) random.nextGaussian() * 0.05f;
        }
        return new LinearHead(CLASSES, features, weight, new float[CLASSES]);
    }
}
