package dev.winnow.topology.config;

import dev.winnow.model.engine.DeviceChoice;
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
 * @param device where libtorch computes it; the other engines have theirs
 * @param workers micro-batches computed at the same time, one thread each
 * @param precision number format of the encoder
 * @param tensorrtCache folder where engines of TensorRT are kept; empty for one below the home folder
 */
public record EngineConfig(
        EngineName name, DeviceChoice device, int workers, PrecisionChoice precision, String tensorrtCache) {

    /** One batch is prepared while the GPU computes the other. */
    private static final int GPU_WORKERS = 2;

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
        if (device != DeviceChoice.AUTO && name != EngineName.PYTORCH) {
            throw new IllegalArgumentException("device %s is for engine pytorch; engine %s has its own"
                    .formatted(device.label(), name.name().toLowerCase(Locale.ROOT)));
        }
        Engine.PyTorch.check(precision, device);
    }

    /** libtorch. */
    public EngineConfig(int workers, PrecisionChoice precision) {
        this(EngineName.PYTORCH, DeviceChoice.AUTO, workers, precision, "");
    }

    public static EngineConfig defaults() {
        return new EngineConfig(Runtime.getRuntime().availableProcessors(), PrecisionChoice.FP32);
    }

    /** The same with what is different by default where a GPU computes. */
    EngineConfig forGpu() {
        return new EngineConfig(name, device, GPU_WORKERS, precision, tensorrtCache);
    }

    /** Whether libtorch is to compute on a GPU, be it there or not. */
    public boolean isOnGpu() {
        return name == EngineName.PYTORCH
                && precision != PrecisionChoice.INT8
                && (device == DeviceChoice.CUDA || device.gpu().isPresent());
    }

    /**
     * What loads a bundle for batches of that form.
     *
     * @throws dev.winnow.model.engine.UnavailableEngineException where only a GPU would do for libtorch and there is none
     */
    public Engine engine(BatchConfig batch) {
        return switch (name) {
            case PYTORCH -> pyTorch();
            case ONNX -> new Engine.Onnx();
            case TENSORRT ->
                new Engine.TensorRt(precision.named().orElseThrow(), cache(), batch.tokens(), batch.documents());
        };
    }

    private Engine.PyTorch pyTorch() {
        Engine.PyTorch engine = new Engine.PyTorch(precision, device);
        engine.gpu();
        return engine;
    }

    private Path cache() {
        return tensorrtCache.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache", "winnow", "tensorrt")
                : Path.of(tensorrtCache);
    }
}
