package dev.winnow.model.engine;

import dev.winnow.model.encoder.Precision;
import java.nio.file.Path;

/** What computes a bundle's encoder. */
public sealed interface Engine {

    /**
     * libtorch, as everything here is made and measured for.
     *
     * @param precision of the encoder
     */
    record PyTorch(PrecisionChoice precision) implements Engine {}

    /** ONNX Runtime on the processor, in 32-bit floats. */
    record Onnx() implements Engine {}

    /**
     * ONNX Runtime with its TensorRT execution provider, which needs an NVIDIA GPU. What TensorRT cannot run goes to CUDA.
     *
     * @param precision of TensorRT's kernels
     * @param cache folder where built engines are kept; building one takes minutes
     * @param tokens tokens of the largest batch to be ready for
     * @param documents the most documents of a batch to be ready for
     */
    record TensorRt(Precision precision, Path cache, int tokens, int documents) implements Engine {
        public TensorRt {
            if (tokens < 1 || documents < 1) {
                throw new IllegalArgumentException(
                        "a batch has a token and a document at least, not %d and %d".formatted(tokens, documents));
            }
        }
    }
}
