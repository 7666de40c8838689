package dev.winnow.topology.config;

import dev.winnow.model.engine.PrecisionChoice;

/** What computes the encoder. */
public enum EngineName {
    /** libtorch. */
    PYTORCH,
    /** ONNX Runtime on the processor. */
    ONNX,
    /** ONNX Runtime with TensorRT on an NVIDIA GPU. */
    TENSORRT;

    /** Whether there is an encoder of that precision for it; only for libtorch bundles say which is best. */
    public boolean computesIn(PrecisionChoice precision) {
        return switch (this) {
            case PYTORCH -> true;
            case ONNX -> precision == PrecisionChoice.FP32;
            case TENSORRT -> precision == PrecisionChoice.FP32 || precision == PrecisionChoice.BF16;
        };
    }
}
