package dev.winnow.schemas;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * How values of one writer schema become objects.
 *
 * @param expected name of the schema they must fit, for errors
 * @param step reads one value; safe for use by several threads
 */
record Decoding<T>(String expected, Step<T> step) {

    @FunctionalInterface
    interface Step<T> {
        T decode(BoundedDecoder value) throws IOException;
    }

    /** Into a generated class, as Avro resolves the two schemas. */
    static <T extends SpecificRecord> Decoding<T> into(Schema writer, Schema reader) {
        DatumReader<T> resolving = new SpecificDatumReader<>(writer, reader);
        return new Decoding<>(reader.getFullName(), value -> resolving.read(null, value));
    }

    /** Into generic objects, with nothing added and nothing left out. */
    static Decoding<Object> asWritten(Schema writer, int maxDepth) {
        return new Decoding<>(writer.getFullName(), value -> new BoundedGenericReader(writer, maxDepth, value.bytes())
                .read(null, value));
    }
}
