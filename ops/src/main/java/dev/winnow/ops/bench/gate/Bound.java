package dev.winnow.ops.bench.gate;

import java.util.List;

/**
 * A ratio of two speeds, taken in one process, that must not fall below a bound.
 *
 * <p>Ratios only: a speed in documents a second is that of a machine. The bounds keep about half of the gain that is measured on
 * the comments of the demo, so that a busy machine or another processor does not fail them, and losing what they stand for
 * does: padding that came back has ratio 1.
 *
 * @param name what is compared with what
 * @param least the ratio from which on the gate opens
 * @param reason what is broken where it does not
 */
public record Bound(String name, double least, String reason) {
    /** Measured: 5.0 to 5.5, with and without other work on the machine. */
    public static final Bound PACKED = new Bound(
            "packed against padded", 3, "documents of a batch are padded again, or packing has become expensive");

    /** Measured: 5.3 to 6.1. */
    public static final Bound REDUCTION = new Bound(
            "reduction at offset 1 against none", 3, "tokens no longer leave, or selecting them costs what it saves");

    /** Measured: 2.2 to 2.5 on a processor with VNNI. */
    public static final Bound INT8 =
            new Bound("int8 against fp32", 1.5, "products no longer run in 8 bits, or what surrounds them has grown");

    /** All, in the order in which they are told. */
    public static final List<Bound> ALL = List.of(PACKED, REDUCTION, INT8);
}
