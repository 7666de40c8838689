package dev.winnow.topology.config;

import dev.winnow.model.engine.Engine;
import dev.winnow.model.engine.PrecisionChoice;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How the model runs.
 *
 * @param name what computes it
 * @param workers micro-batches computed at the same time, one thread each
 * @param precision number format of the encoder
 * @param tensorrtCache folder where engines of TensorRT are kept; empty for one below the home folder
 */
public record EngineConfig(EngineName name, int workers, PrecisionChoice precision, String tensorrtCache) {

    public EngineConfig {
        Checks.inRange("workers", workers, 1, 256);
        if (!name.computesIn(precision)) {
            throw new IllegalArgumentException("precision %s is not for engine %s, which computes in %s"
                    .formatted(
                            precision.label(),
                            name.name().toLowerCase(Locale.ROOT),
                            Arrays.stream(PrecisionChoice.values())
                                    .filter(name::computesIn)
                                    .map(PrecisionChoice::label)
                                    .collect(Collectors.joining(" or "))));
        }
    }

    /** libtorch. */
    public EngineConfig(int workers, PrecisionChoice precision) {
        this(EngineName.PYTORCH, workers, precision, "");
    }

    public static EngineConfig defaults() {
        return new EngineConfig(Runtime.getRuntime().availableProcessors(), PrecisionChoice.FP32);
    }

    /** What loads a bundle for batches of that form. */
    public Engine engine(BatchConfig batch) {
        return switch (name) {
            case PYTORCH -> new Engine.PyTorch(precision);
            case ONNX -> new Engine.Onnx();
            case TENSORRT ->
                new Engine.TensorRt(precision.named().orElseThrow(), cache(), batch.tokens(), batch.documents());
        };
    }

    private Path cache() {
        return tensorrtCache.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache", "winnow", "tensorrt")
                : Path.of(tensorrtCache);
    }
}
