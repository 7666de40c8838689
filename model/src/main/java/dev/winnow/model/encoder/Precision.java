package dev.winnow.model.encoder;

/** Number format of the linear layers and of attention; sums, norms and the classifier head are always 32-bit. */
public enum Precision {
    /** 32-bit floats: the reference. */
    FP32,
    /** 16-bit brain floats: the fast mode (cosine of the hidden states to {@link #FP32} about 0.99999). */
    BF16
}
