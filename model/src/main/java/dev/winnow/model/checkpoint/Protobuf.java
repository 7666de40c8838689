package dev.winnow.model.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A cursor over the fields of one protobuf message.
 *
 * <p>ONNX files are protobuf. Four message types of them are read here, so a cursor of sixty lines stands in for a
 * generated parser and its run time.
 */
final class Protobuf {
    private final ByteBuffer bytes;
    private int field;
    private int wireType;

    Protobuf(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Moves to the next field; false at the end of the message. Every field must be taken or skipped before. */
    boolean next() {
        if (!bytes.hasRemaining()) {
            return false;
        }
        long key = varint();
        field = (int) (key >>> 3);
        wireType = (int) (key & 7);
        return true;
    }

    int field() {
        return field;
    }

    boolean isBytes() {
        return wireType == 2;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new CheckpointException("a number of more than 64 bits");
    }

    ByteBuffer bytes() {
        long length = varint();
        if (length < 0 || length > bytes.remaining()) {
            throw new CheckpointException("a field of " + length + " bytes where " + bytes.remaining() + " are left");
        }
        ByteBuffer value = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return value;
    }

    Protobuf message() {
        return new Protobuf(bytes());
    }

    String string() {
        return StandardCharsets.UTF_8.decode(bytes()).toString();
    }

    void skip() {
        switch (wireType) {
            case 0 -> varint();
            case 1 -> bytes.position(bytes.position() + 8);
            case 2 -> bytes();
            case 5 -> bytes.position(bytes.position() + 4);
            default -> throw new CheckpointException("wire type " + wireType + " is not protobuf");
        }
    }
}
