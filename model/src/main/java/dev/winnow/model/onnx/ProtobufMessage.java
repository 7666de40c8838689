package dev.winnow.model.onnx;

import dev.winnow.model.checkpoint.ElementType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A protobuf message in the making: fields in the order they are added.
 *
 * <p>ONNX files are protobuf. Ten message types of them are written here, so this stands in for generated classes and their
 * run time. Messages hold each other by reference and weights stay float arrays until they are written, so that a model is
 * never in memory twice.
 */
final class ProtobufMessage {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    private final List<Part> parts = new ArrayList<>();
    private long size;

    private interface Part {
        long size();

        void writeTo(OutputStream stream) throws IOException;
    }

    private record Bytes(byte[] value) implements Part {
        @Override
        public long size() {
            return value.length;
        }

        @Override
        public void writeTo(OutputStream stream) throws IOException {
            stream.write(value);
        }
    }

    private record Floats(float[] values) implements Part {
        @Override
        public long size() {
            return (long) values.length * Float.BYTES;
        }

        @Override
        public void writeTo(OutputStream stream) throws IOException {
            stream.write(ElementType.F32.bytes(values));
        }
    }

    private record Nested(ProtobufMessage message) implements Part {
        @Override
        public long size() {
            return message.size;
        }

        @Override
        public void writeTo(OutputStream stream) throws IOException {
            message.writeTo(stream);
        }
    }

    ProtobufMessage integer(int field, long value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        varint(bytes, key(field, VARINT));
        varint(bytes, value);
        return add(new Bytes(bytes.toByteArray()));
    }

    ProtobufMessage real(int field, float value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        varint(bytes, key(field, FIXED32));
        bytes.writeBytes(ElementType.F32.bytes(new float[] {value}));
        return add(new Bytes(bytes.toByteArray()));
    }

    ProtobufMessage string(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    ProtobufMessage bytes(int field, byte[] value) {
        return delimited(field, new Bytes(value));
    }

    /** The values as one field of little-endian bytes; the array is read when the message is written. */
    ProtobufMessage floats(int field, float[] values) {
        return delimited(field, new Floats(values));
    }

    ProtobufMessage message(int field, ProtobufMessage message) {
        return delimited(field, new Nested(message));
    }

    private ProtobufMessage delimited(int field, Part content) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        varint(head, key(field, LENGTH_DELIMITED));
        varint(head, content.size());
        return add(new Bytes(head.toByteArray())).add(content);
    }

    private ProtobufMessage add(Part part) {
        parts.add(part);
        size += part.size();
        return this;
    }

    /** Length in bytes when written. */
    long size() {
        return size;
    }

    void writeTo(OutputStream stream) throws IOException {
        for (Part part : parts) {
            part.writeTo(stream);
        }
    }

    private static long key(int field, int wireType) {
        return ((long) field << 3) | wireType;
    }

    /** Seven bits a byte, the lowest first; a negative number takes ten. */
    private static void varint(ByteArrayOutputStream bytes, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
