package dev.winnow.model.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/** Floating-point formats a checkpoint may hold its weights in, little-endian. */
public enum ElementType {
    F32(4),
    F16(2),
    BF16(2);

    final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** The type of that name, or null where it is none of ours. */
    static ElementType named(String name) {
        for (ElementType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        return null;
    }

    /** Widens {@code count} values to 32-bit floats. */
    float[] floats(ByteBuffer source, int count) {
        float[] values = new float[count];
        if (this == F32) {
            source.asFloatBuffer().get(values);
            return values;
        }
        ShortBuffer halves = source.asShortBuffer();
        for (int i = 0; i < count; i++) {
            values[i] = this == BF16 ? Float.intBitsToFloat(halves.get(i) << 16) : fromHalf(halves.get(i));
        }
        return values;
    }

    /** Little-endian bytes of the values; only {@link #F32} and {@link #BF16}, which rounds to nearest even. */
    public byte[] bytes(float[] values) {
        ByteBuffer target =
                ByteBuffer.allocate(Math.multiplyExact(values.length, bytes)).order(ByteOrder.LITTLE_ENDIAN);
        switch (this) {
            case F32 -> target.asFloatBuffer().put(values);
            case BF16 -> {
                for (float value : values) {
                    int bits = Float.floatToRawIntBits(value);
                    target.putShort((short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16));
                }
            }
            case F16 -> throw new IllegalArgumentException("nothing in Winnow writes F16");
        }
        return target.array();
    }

    /** IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction bits. Java has this built in only from 20 on. */
    private static float fromHalf(short half) {
        int exponent = (half >>> 10) & 0x1f;
        int fraction = half & 0x3ff;
        float magnitude =
                switch (exponent) {
                    case 0 -> fraction * 0x1p-24f;
                    case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
                    default -> Math.scalb(1f + fraction * 0x1p-10f, exponent - 15);
                };
        return half < 0 ? -magnitude : magnitude;
    }
}
