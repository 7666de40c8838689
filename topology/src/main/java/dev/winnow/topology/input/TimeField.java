package dev.winnow.topology.input;

import dev.winnow.topology.path.FieldPath;
import dev.winnow.topology.path.Kind;
import dev.winnow.topology.path.Lookup;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the event time lies: an Avro timestamp, a whole number of milliseconds since the epoch, or ISO 8601 with a zone.
 *
 * @param path of the event time; empty where values have none
 */
public record TimeField(Optional<FieldPath> path) {

    /** For values that hold no event time. */
    public static TimeField none() {
        return new TimeField(Optional.empty());
    }

    /**
     * The event time of a value; null where it has none.
     *
     * @throws UnfitRecordException when it must be there and is not, or is no point in time
     */
    Instant of(Object root) {
        if (path.isEmpty()) {
            return null;
        }
        Lookup lookup = path.get().in(root);
        if (lookup instanceof Lookup.Found found) {
            return time(found.value());
        }
        if (lookup instanceof Lookup.Missing missing && !path.get().optional()) {
            throw new UnfitRecordException("no event time: " + missing.why());
        }
        return null;
    }

    private Instant time(Object value) {
        try {
            if (value instanceof Instant instant) {
                return inMillis(instant);
            }
            if (value instanceof Long || value instanceof Integer) {
                return Instant.ofEpochMilli(((Number) value).longValue());
            }
            if (value instanceof CharSequence text) {
                return inMillis(Instant.parse(text));
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw noTime("of no form that is known, or beyond all calendars");
        }
        throw noTime(Kind.of(value));
    }

    /** What the output holds; fails beyond its range, which is narrower than that of an instant. */
    private static Instant inMillis(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli());
    }

    private UnfitRecordException noTime(String kind) {
        return new UnfitRecordException(
                "no event time: '%s' is %s; it must be milliseconds since the epoch, an Avro timestamp or ISO 8601 with a zone"
                        .formatted(path.orElseThrow().display(), kind));
    }
}
