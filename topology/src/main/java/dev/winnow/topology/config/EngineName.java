package dev.winnow.topology.config;

import dev.winnow.model.encoder.Precision;

/** What computes the encoder. */
public enum EngineName {
    /** libtorch. */
    PYTORCH,
    /** ONNX Runtime on the processor. */
    ONNX,
    /** ONNX Runtime with TensorRT on an NVIDIA GPU. */
    TENSORRT;

    /** Whether there is an encoder of that precision for it. */
    public boolean computesIn(Precision precision) {
        return switch (this) {
            case PYTORCH -> true;
            case ONNX -> precision == Precision.FP32;
            case TENSORRT -> precision == Precision.FP32 || precision == Precision.BF16;
        };
    }
}
