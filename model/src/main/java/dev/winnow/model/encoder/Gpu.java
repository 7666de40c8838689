package dev.winnow.model.encoder;

import java.util.EnumSet;
import java.util.Set;

/**
 * The NVIDIA GPU that a process computes on: the first that CUDA shows it, which {@code CUDA_VISIBLE_DEVICES} decides. What is said
 * of GPUs here follows libtorch's sources and NVIDIA's documentation; it was not run on one.
 *
 * @param capability compute capability, major and minor as one number: 80 is 8.0
 */
public record Gpu(int capability) {
    /** Ampere: the first with bfloat16 and with what FlashAttention needs. */
    private static final int AMPERE = 80;

    /** The largest head that libtorch's FlashAttention has kernels for; its size must be a multiple of eight. */
    private static final int FLASH_HEAD = 256;

    /** The precisions it has instructions for. Eight-bit linears exist for processors alone. */
    public Set<Precision> precisions() {
        Set<Precision> supported = EnumSet.of(Precision.FP32, Precision.FP16);
        if (capability >= AMPERE) {
            supported.add(Precision.BF16);
        }
        return supported;
    }

    /** Whether FlashAttention computes heads of that size in that precision here. */
    boolean hasFlash(Precision precision, int head) {
        boolean sixteenBits = precision == Precision.FP16 || precision == Precision.BF16;
        return sixteenBits && capability >= AMPERE && head % 8 == 0 && head <= FLASH_HEAD;
    }
}
