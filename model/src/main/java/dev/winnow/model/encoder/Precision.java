package dev.winnow.model.encoder;

import dev.winnow.model.checkpoint.ElementType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Number format of the linear layers and of attention; sums, norms and the classifier head are always 32-bit. */
public enum Precision {
    /** 32-bit floats: the reference. */
    FP32(ElementType.F32, 6),
    /** 16-bit brain floats: the fast mode (cosine of the hidden states to {@link #FP32} above 0.9995). */
    BF16(ElementType.BF16, 15),
    /** 16-bit floats of IEEE 754, on GPUs alone: three more bits than {@link #BF16} in each number, and none beyond 65,504. */
    FP16(ElementType.F32, 5),
    /**
     * 8-bit integers in the linear layers, 32-bit floats in attention: the fastest mode. It needs {@link ActivationRanges}; the
     * weights are stored in 32-bit floats and rounded when they are loaded.
     */
    INT8(ElementType.F32, 6);

    private final ElementType elementType;
    private final int scalarType;

    /** Those that an encoder can have on a processor, fast or not. */
    public static final List<Precision> ON_PROCESSORS = List.of(FP32, BF16, INT8);

    Precision(ElementType elementType, int scalarType) {
        this.elementType = elementType;
        this.scalarType = scalarType;
    }

    /** The name in configuration, tables and JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The precision of a label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Precision of(String label) {
        return Arrays.stream(values())
                .filter(precision -> precision.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the precision must be one of %s, not '%s'"
                        .formatted(Arrays.stream(values()).map(Precision::label).toList(), label)));
    }

    /** How the weights of the linear layers are stored; libtorch rounds those of {@link #FP16} when it loads them. */
    public ElementType elementType() {
        return elementType;
    }

    /** The number by which libtorch calls this type (c10::ScalarType). */
    public int scalarType() {
        return scalarType;
    }
}
