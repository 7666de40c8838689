package dev.winnow.model.engine;

import dev.winnow.model.encoder.Gpu;
import dev.winnow.model.encoder.Precision;
import java.nio.file.Path;
import java.util.Optional;

/** What computes a bundle's encoder. */
public sealed interface Engine {

    /**
     * libtorch, as everything here is made and measured for.
     *
     * @param precision of the encoder
     * @param device where it computes
     */
    record PyTorch(PrecisionChoice precision, DeviceChoice device) implements Engine {
        public PyTorch {
            check(precision, device);
        }

        /** Throws {@link IllegalArgumentException} where the device has no encoder of that precision. */
        public static void check(PrecisionChoice precision, DeviceChoice device) {
            if (device == DeviceChoice.CPU && precision == PrecisionChoice.FP16) {
                throw new IllegalArgumentException("precision fp16 is for GPUs; device cpu has fp32, bf16 and int8");
            }
            if (device == DeviceChoice.CUDA && precision == PrecisionChoice.INT8) {
                throw new IllegalArgumentException(
                        "precision int8 is for processors; device cuda has fp32, bf16 and fp16");
            }
        }

        /** On the processor. */
        public PyTorch(PrecisionChoice precision) {
            this(precision, DeviceChoice.CPU);
        }

        /**
         * The GPU to compute on, empty for the processor.
         *
         * @throws UnavailableEngineException where only a GPU would do and there is none
         */
        public Optional<Gpu> gpu() {
            return switch (precision) {
                case INT8 -> Optional.empty();
                case FP16 -> DeviceChoice.CUDA.gpu();
                default -> device.gpu();
            };
        }
    }

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
