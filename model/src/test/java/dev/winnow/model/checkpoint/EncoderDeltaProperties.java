package dev.winnow.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class EncoderDeltaProperties {
    private static final Checkpoint BASE = TinyBert.checkpoint(1);

    @Property(tries = 60)
    void shouldBeOffByHalfAStepOfTheRowAtMost(
            @ForAll long seed, @ForAll @DoubleRange(min = -40, max = 10) double magnitude) {
        // Given: rows that changed by very different amounts, from nothing to far more than the weights themselves
        Map<String, FloatTensor> trained = trained(new Random(seed), Math.pow(10, magnitude));

        // When
        Checkpoint restored = EncoderDelta.between(BASE, trained).apply(BASE);

        // Then
        trained.forEach((name, tensor) -> {
            float[] found = restored.weights().get(name).data();
            if (name.startsWith("embeddings.") || tensor.shape().length == 1) {
                assertThat(found).containsExactly(tensor.data());
                return;
            }
            int columns = (int) tensor.shape()[1];
            float[] before = BASE.weights().get(name).data();
            for (int r = 0; r < tensor.shape()[0]; r++) {
                double largest = 0;
                for (int i = r * columns; i < (r + 1) * columns; i++) {
                    largest = Math.max(largest, Math.abs((double) tensor.data()[i] - before[i]));
                }
                double halfStep = largest / 127 / 2 * (1 + 1e-6) + Float.MIN_VALUE;
                for (int i = r * columns; i < (r + 1) * columns; i++) {
                    double error = Math.abs((double) found[i] - tensor.data()[i]);
                    assertThat(error).isLessThanOrEqualTo(halfStep + Math.ulp(found[i]));
                }
            }
        });
    }

    @Property(tries = 20)
    void shouldReadBackWhatItWrote(@ForAll long seed) {
        // Given
        EncoderDelta delta = EncoderDelta.between(BASE, trained(new Random(seed), 0.01));

        // When
        byte[] file = delta.write();
        EncoderDelta read = EncoderDelta.read(ByteBuffer.wrap(file), "delta");

        // Then
        Map<String, FloatTensor> expected = delta.apply(BASE).weights();
        read.apply(BASE).weights().forEach((name, tensor) -> assertThat(tensor.data())
                .containsExactly(expected.get(name).data()));
        assertThat(read.write()).isEqualTo(file);
    }

    @Property(tries = 200)
    void shouldRefuseAFileCutAnywhere(@ForAll @IntRange(max = 99_999) int place) {
        // Given
        byte[] file = EncoderDelta.between(BASE, BASE.weights()).write();
        byte[] cut = Arrays.copyOf(file, (int) ((long) file.length * place / 100_000));

        // When, Then
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> EncoderDelta.read(ByteBuffer.wrap(cut), "the.delta"))
                .withMessageContaining("the.delta");
    }

    @Property(tries = 300)
    void shouldGiveWeightsOrAClearErrorForABrokenHeader(@ForAll @IntRange(max = 2000) int at, @ForAll byte value) {
        // Given
        byte[] file = EncoderDelta.between(BASE, BASE.weights()).write();
        file[at] = value;

        // When, Then: nothing else than the one exception may come out
        try {
            EncoderDelta.read(ByteBuffer.wrap(file), "delta").apply(BASE);
        } catch (CheckpointException e) {
            assertThat(e).hasMessageMatching("(?s).*(delta|difference).*");
        }
    }

    private static Map<String, FloatTensor> trained(Random random, double magnitude) {
        Map<String, FloatTensor> trained = new LinkedHashMap<>();
        BASE.weights().forEach((name, tensor) -> {
            float[] data = tensor.data().clone();
            int row = (int) (tensor.shape().length == 2 ? tensor.shape()[1] : 1);
            for (int i = 0; i < data.length && name.startsWith("encoder."); i++) {
                int share = i / row % 4;
                data[i] += (float) (share * share * magnitude * random.nextGaussian());
            }
            trained.put(name, new FloatTensor(tensor.shape(), data));
        });
        return trained;
    }
}
