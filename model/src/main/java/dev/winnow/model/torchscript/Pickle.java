package dev.winnow.model.torchscript;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The opcodes of Python's pickle protocol 2 that a TorchScript module is written with. */
final class Pickle {
    private static final int PROTOCOL = 0x80;
    private static final int NEW_OBJECT = 0x81;
    private static final int TRUE = 0x88;
    private static final int FALSE = 0x89;
    private static final int LONG = 0x8a;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Pickle() {
        op(PROTOCOL).op(2);
    }

    Pickle newObject(String module, String name) {
        return global(module, name).op(')').op(NEW_OBJECT);
    }

    /** Begins the dictionary that becomes the object's attributes: names and values follow in turn. */
    Pickle beginState() {
        return op('}').op('(');
    }

    Pickle endState() {
        return op('u').op('b');
    }

    Pickle beginList() {
        return op(']').op('(');
    }

    Pickle endList() {
        return op('e');
    }

    Pickle emptyTuple() {
        return op(')');
    }

    Pickle string(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        op('X').little(utf8.length, Integer.BYTES);
        out.writeBytes(utf8);
        return this;
    }

    Pickle integer(long value) {
        if (value >= 0 && value < 256) {
            return op('K').op((int) value);
        }
        if (value == (int) value) {
            return op('J').little(value, Integer.BYTES);
        }
        return op(LONG).op(Long.BYTES).little(value, Long.BYTES);
    }

    /** A float; the one number that pickle stores big-endian. */
    Pickle real(double value) {
        op('G');
        out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
        return this;
    }

    Pickle bool(boolean value) {
        return op(value ? TRUE : FALSE);
    }

    /** A contiguous tensor whose bytes are the archive's entry {@code data/INDEX}. */
    Pickle tensor(long[] shape, String storage, int index) {
        long elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        global("torch._utils", "_rebuild_tensor_v2").op('(');
        op('(').string("storage")
                .global("torch", storage)
                .string(Integer.toString(index))
                .string("cpu");
        integer(elements).op('t').op('Q');
        integer(0).tuple(shape).tuple(strides(shape)).bool(false);
        return global("collections", "OrderedDict").op(')').op('R').op('t').op('R');
    }

    byte[] end() {
        op('.');
        return out.toByteArray();
    }

    private static long[] strides(long[] shape) {
        long[] strides = new long[shape.length];
        long step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= shape[i];
        }
        return strides;
    }

    private Pickle tuple(long[] values) {
        op('(');
        for (long value : values) {
            integer(value);
        }
        return op('t');
    }

    private Pickle global(String module, String name) {
        op('c');
        out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    private Pickle little(long value, int bytes) {
        byte[] all = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        out.write(all, 0, bytes);
        return this;
    }

    private Pickle op(int code) {
        out.write(code);
        return this;
    }
}
