package dev.winnow.ops.bench;

import dev.winnow.model.checkpoint.ElementType;
import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.torchscript.TorchScriptArchive;
import dev.winnow.model.torchscript.TorchScriptModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The rate at which the same libtorch computes an encoder's linear layers, weights laid out for oneDNN, one thread. */
final class GemmRate implements AutoCloseable {
    /** The type of steps (c10::ScalarType). */
    private static final int UINT8 = 0;

    private final EncoderConfig config;
    private final TorchScriptModule module;

    GemmRate(EncoderConfig config, Precision precision) {
        this.config = config;
        int h = config.hidden();
        int i = config.intermediate();
        int[][] shapes = {{3 * h, h}, {h, h}, {i, h}, {h, i}};
        // As many weights as the encoder has: those of one layer alone would stay in the cache, as the encoder's do
        // not.
        List<FloatTensor> weights = new ArrayList<>();
        List<FloatTensor> biases = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            for (int[] shape : shapes) {
                weights.add(random(shape[0], shape[1]));
                biases.add(random(shape[0]));
            }
        }
        TorchScriptArchive archive = new TorchScriptArchive("Linears")
                .integer("dtype", precision == Precision.INT8 ? UINT8 : precision.scalarType())
                .flag("int8", precision == Precision.INT8)
                .integers(
                        "widths",
                        weights.stream().map(weight -> weight.shape()[1]).toList())
                .tensors("scales", List.of(), ElementType.F32)
                .tensors("zeros", List.of(), ElementType.F32)
                .tensors("weights", weights, precision.elementType())
                .tensors("biases", biases, precision.elementType());
        module = TorchScriptModule.load(archive, source());
        module.call("prepare", 2048);
    }

    /** Floating-point operations of one pass over the linears of all layers. */
    double flops(int tokens) {
        double h = config.hidden();
        return 2.0 * config.layers() * (4 * h * h + 2 * h * config.intermediate()) * tokens;
    }

    /** Passes {@code repeats} times over the linears of all layers with that many tokens. */
    void run(int tokens, int repeats) {
        module.call("run", new long[tokens], new long[] {repeats});
    }

    /** One pass over the linears of all layers, each with its own number of tokens. */
    void run(int[] tokensOfLayers) {
        module.call(
                "run_layers",
                new long[Arrays.stream(tokensOfLayers).max().orElseThrow()],
                Arrays.stream(tokensOfLayers).asLongStream().toArray());
    }

    private static FloatTensor random(long... shape) {
        int size = 1;
        for (long side : shape) {
            size *= (int) side;
        }
        Random random = new Random(size);
        float[] data = new float[size];
        for (int i = 0; i < size; i++) {
            data[i] = (float) random.nextGaussian() * 0.05f;
        }
        return new FloatTensor(shape, data);
    }

    private static String source() {
        try (InputStream stream = GemmRate.class.getResourceAsStream("linears.py")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        module.close();
    }
}
