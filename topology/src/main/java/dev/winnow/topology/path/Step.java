package dev.winnow.topology.path;

import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** One step down, the same for values that came from Avro and from JSON. */
final class Step {
    private static final int LONGEST_POSITION = 9;

    private Step() {}

    /** What the holder has under the name; null is found where null lies. */
    static Lookup down(Object holder, String name) {
        if (holder instanceof IndexedRecord fields) {
            return field(fields, name);
        }
        if (holder instanceof Map<?, ?> map) {
            return map.containsKey(name)
                    ? new Lookup.Found(map.get(name))
                    : new Lookup.Missing("has no '" + name + "'");
        }
        if (holder instanceof List<?> items) {
            return item(items, name);
        }
        return new Lookup.Missing("is " + Kind.of(holder) + " and has no fields");
    }

    private static Lookup field(IndexedRecord fields, String name) {
        Schema.Field field = fields.getSchema().getField(name);
        return field == null ? new Lookup.Missing("has no '" + name + "'") : new Lookup.Found(fields.get(field.pos()));
    }

    private static Lookup item(List<?> items, String name) {
        boolean isPosition = !name.isEmpty()
                && name.length() <= LONGEST_POSITION
                && name.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isPosition) {
            return new Lookup.Missing("is an array; '" + name + "' is no position in it");
        }
        int position = Integer.parseInt(name);
        return position < items.size()
                ? new Lookup.Found(items.get(position))
                : new Lookup.Missing("has %d items, none at position %d".formatted(items.size(), position));
    }
}
