package dev.winnow.model.engine;

import dev.winnow.model.encoder.Gpu;
import java.util.Locale;
import java.util.Optional;

/** Where libtorch is to compute. */
public enum DeviceChoice {
    /** The GPU where there is one that libtorch can use, else the processor. */
    AUTO,
    /** The processor. */
    CPU,
    /** The GPU. */
    CUDA;

    /** The name in configuration, tables and JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The GPU to compute on, empty for the processor.
     *
     * @throws UnavailableEngineException where it is {@link #CUDA} that was asked for and something is missing
     */
    public Optional<Gpu> gpu() {
        return this == CPU ? Optional.empty() : gpu(Cuda.here());
    }

    /** The same in a process that has these parts of CUDA. */
    Optional<Gpu> gpu(Cuda cuda) {
        if (this == CUDA && cuda.missing().isPresent()) {
            throw new UnavailableEngineException(
                    "device 'cuda': %s; device cpu computes in fp32, bf16 and int8"
                            .formatted(cuda.missing().get()),
                    null);
        }
        return this == CPU ? Optional.empty() : cuda.gpu();
    }
}
