package dev.winnow.schemas;

import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Conversion;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.ResolvingDecoder;

/**
 * Reads one value of a schema that somebody else chose, within bounds.
 *
 * <p>A schema may contain itself, so that a record of a megabyte is nested a million levels deep and overflows the stack of
 * the stream thread; it may hold records that take no bytes at all, in any number; and a fixed type of two gigabytes is
 * allocated before the bytes are asked for. {@link BoundedDecoder} sees none of the three: it knows bytes and lengths only.
 *
 * <p>One object reads one value: it counts. Timestamps come as {@link java.time.Instant}; dates, times of day and
 * timestamps without a zone as the classes of {@link java.time} for them, since a bare number would not say its unit.
 */
final class BoundedGenericReader extends GenericDatumReader<Object> {
    /** Records without any bytes that a small value may still hold. */
    private static final long EMPTY_RECORDS = 1_000;

    private static final GenericData DATA = data();

    private final int maxDepth;
    private final long bytes;
    private int depth;
    private long records;

    BoundedGenericReader(Schema schema, int maxDepth, long bytes) {
        super(schema, schema, DATA);
        this.maxDepth = maxDepth;
        this.bytes = bytes;
    }

    private static GenericData data() {
        GenericData data = new GenericData();
        // The fast reader goes around the methods below.
        data.setFastReaderEnabled(false);
        for (Conversion<?> conversion : new Conversion<?>[] {
            new TimeConversions.TimestampMillisConversion(),
            new TimeConversions.TimestampMicrosConversion(),
            new TimeConversions.TimestampNanosConversion(),
            new TimeConversions.LocalTimestampMillisConversion(),
            new TimeConversions.LocalTimestampMicrosConversion(),
            new TimeConversions.LocalTimestampNanosConversion(),
            new TimeConversions.DateConversion(),
            new TimeConversions.TimeMillisConversion(),
            new TimeConversions.TimeMicrosConversion()
        }) {
            data.addLogicalTypeConversion(conversion);
        }
        return data;
    }

    @Override
    protected Object readRecord(Object old, Schema expected, ResolvingDecoder in) throws IOException {
        if (++records > bytes + EMPTY_RECORDS) {
            throw new AvroRuntimeException("more than %d records in a value of %d bytes".formatted(records - 1, bytes));
        }
        enter();
        Object value = super.readRecord(old, expected, in);
        depth--;
        return value;
    }

    @Override
    protected Object readArray(Object old, Schema expected, ResolvingDecoder in) throws IOException {
        enter();
        Object value = super.readArray(old, expected, in);
        depth--;
        return value;
    }

    @Override
    protected Object readMap(Object old, Schema expected, ResolvingDecoder in) throws IOException {
        enter();
        Object value = super.readMap(old, expected, in);
        depth--;
        return value;
    }

    private void enter() {
        if (++depth > maxDepth) {
            throw new AvroRuntimeException("nested more than %d levels deep".formatted(maxDepth));
        }
    }

    @Override
    protected Object readFixed(Object old, Schema expected, Decoder in) throws IOException {
        if (expected.getFixedSize() > bytes) {
            throw new AvroRuntimeException(
                    "a fixed type of %d bytes in a value of %d bytes".formatted(expected.getFixedSize(), bytes));
        }
        return super.readFixed(old, expected, in);
    }

    @Override
    protected Object readString(Object old, Schema expected, Decoder in) throws IOException {
        return in.readString();
    }

    @Override
    protected Object readMapKey(Object old, Schema expected, Decoder in) throws IOException {
        return in.readString();
    }
}
