package dev.winnow.topology.config;

/** What computes the encoder. */
public enum EngineName {
    /** libtorch. */
    PYTORCH,
    /** ONNX Runtime on the processor. */
    ONNX,
    /** ONNX Runtime with TensorRT on an NVIDIA GPU. */
    TENSORRT
}
