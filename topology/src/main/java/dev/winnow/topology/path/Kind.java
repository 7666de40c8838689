package dev.winnow.topology.path;

import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/** What a value is, in words for an error. */
public final class Kind {
    private Kind() {}

    public static String of(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof CharSequence) {
            return "a text";
        }
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof Boolean) {
            return "true or false";
        }
        if (value instanceof List) {
            return "an array";
        }
        if (value instanceof Map) {
            return "an object or map";
        }
        if (value instanceof IndexedRecord) {
            return "a record";
        }
        if (value instanceof LocalDateTime) {
            return "a time without a zone";
        }
        if (value instanceof Temporal) {
            return "a time";
        }
        if (value instanceof ByteBuffer || value instanceof GenericFixed) {
            return "bytes";
        }
        return "of another type";
    }
}
