package dev.winnow.ops.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * A document written byte by byte, as a producer in another language may write it: Avro's Java classes cannot put broken
 * UTF-8 into a string.
 */
final class WireDocument {
    private static final int NO_EVENT_TIME = 0;

    private WireDocument() {}

    /**
     * Confluent's wire format: a zero, the schema's id, Avro.
     *
     * @param schemaId of the Document schema
     */
    static byte[] of(int schemaId, byte[] id, byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            out.write(0);
            out.write(ByteBuffer.allocate(Integer.BYTES).putInt(schemaId).array());
            BinaryEncoder avro = EncoderFactory.get().binaryEncoder(out, null);
            avro.writeBytes(id);
            avro.writeBytes(text);
            avro.writeMapStart();
            avro.setItemCount(0);
            avro.writeMapEnd();
            avro.writeIndex(NO_EVENT_TIME);
            avro.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The schema id that the bytes of a document name. */
    static int schemaId(byte[] document) {
        return ByteBuffer.wrap(document).getInt(1);
    }
}
