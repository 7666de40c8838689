package dev.winnow.topology.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.topology.path.FieldPath;
import dev.winnow.topology.path.Kind;
import dev.winnow.topology.path.Lookup;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Where the id lies. A value without one is known by its key where that is a text, else by its place: topic, partition and
 * offset, which no other record has.
 *
 * @param path of the id; empty where values have none
 */
public record IdField(Optional<FieldPath> path) {

    /** For values that hold no id. */
    public static IdField ofKeyOrPlace() {
        return new IdField(Optional.empty());
    }

    /**
     * The id of a document.
     *
     * @throws UnfitRecordException when it must be there and is not, or is neither a text nor a whole number
     */
    String of(Object root, RecordMetadata origin, byte[] key) {
        if (path.isEmpty()) {
            return keyOrPlace(origin, key);
        }
        Lookup lookup = path.get().in(root);
        if (lookup instanceof Lookup.Found found) {
            return id(found.value());
        }
        if (lookup instanceof Lookup.Missing missing && !path.get().optional()) {
            throw new UnfitRecordException("no id: " + missing.why());
        }
        return keyOrPlace(origin, key);
    }

    private String id(Object value) {
        if (value instanceof CharSequence || value instanceof GenericEnumSymbol) {
            return wellFormed(value.toString());
        }
        if (value instanceof Long || value instanceof Integer || value instanceof BigInteger) {
            return value.toString();
        }
        throw new UnfitRecordException("no id: '%s' is %s, neither a text nor a whole number"
                .formatted(path.orElseThrow().display(), Kind.of(value)));
    }

    /** Half of a surrogate pair, which JSON lets through, as Java's Avro writes it: no output format has it. */
    private static String wellFormed(String id) {
        return new String(id.getBytes(UTF_8), UTF_8);
    }

    private static String keyOrPlace(RecordMetadata origin, byte[] key) {
        return textOf(key).orElseGet(() -> "%s-%d-%d".formatted(origin.topic(), origin.partition(), origin.offset()));
    }

    /** The key, if somebody could have typed it: a number or an Avro record in bytes is no id to show. */
    private static Optional<String> textOf(byte[] key) {
        if (key == null || key.length == 0) {
            return Optional.empty();
        }
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
            return text.codePoints().anyMatch(Character::isISOControl) ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }
}
