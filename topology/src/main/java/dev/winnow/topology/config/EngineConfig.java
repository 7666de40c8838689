package dev.winnow.topology.config;

import dev.winnow.model.classifier.PrecisionChoice;

/**
 * How the model runs.
 *
 * @param workers micro-batches computed at the same time, one thread each
 * @param precision number format of the encoder
 */
public record EngineConfig(int workers, PrecisionChoice precision) {

    public EngineConfig {
        Checks.inRange("workers", workers, 1, 256);
    }

    public static EngineConfig defaults() {
        return new EngineConfig(Runtime.getRuntime().availableProcessors(), PrecisionChoice.FP32);
    }
}
