package dev.winnow.topology.config;

import dev.winnow.model.encoder.Precision;
import dev.winnow.model.engine.Engine;
import java.nio.file.Path;

/**
 * How the model runs.
 *
 * @param name what computes it
 * @param workers micro-batches computed at the same time, one thread each
 * @param precision number format of the encoder
 * @param tensorrtCache folder where engines of TensorRT are kept; empty for one below the home folder
 */
public record EngineConfig(EngineName name, int workers, Precision precision, String tensorrtCache) {

    public EngineConfig {
        Checks.inRange("workers", workers, 1, 256);
        if (name == EngineName.ONNX && precision != Precision.FP32) {
            throw new IllegalArgumentException(
                    "precision " + precision.label() + " is not for engine onnx, which computes in fp32");
        }
    }

    /** libtorch. */
    public EngineConfig(int workers, Precision precision) {
        this(EngineName.PYTORCH, workers, precision, "");
    }

    public static EngineConfig defaults() {
        return new EngineConfig(Runtime.getRuntime().availableProcessors(), Precision.FP32);
    }

    /** What loads a bundle for batches of that form. */
    public Engine engine(BatchConfig batch) {
        return switch (name) {
            case PYTORCH -> new Engine.PyTorch(precision);
            case ONNX -> new Engine.Onnx();
            case TENSORRT -> new Engine.TensorRt(precision, cache(), batch.tokens(), batch.documents());
        };
    }

    private Path cache() {
        return tensorrtCache.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache", "winnow", "tensorrt")
                : Path.of(tensorrtCache);
    }
}
