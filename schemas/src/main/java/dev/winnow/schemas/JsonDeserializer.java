package dev.winnow.schemas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads JSON into {@code Map}, {@code List}, {@code String}, {@code Boolean}, {@code Double} and the smallest of {@code
 * Integer}, {@code Long} and {@code BigInteger} that holds a whole number, within bounds on depth and size. Its errors name places and never quote the text.
 */
public final class JsonDeserializer implements Deserializer<Object> {
    private final int maxDepth;
    private final ObjectReader reader;

    /**
     * @param maxDepth levels of objects and arrays at most
     * @param maxBytes size of a value at most
     */
    public JsonDeserializer(int maxDepth, int maxBytes) {
        this.maxDepth = maxDepth;
        StreamReadConstraints bounds = StreamReadConstraints.builder()
                .maxNestingDepth(maxDepth)
                .maxDocumentLength(maxBytes)
                .maxStringLength(maxBytes)
                .build();
        JsonFactory factory =
                JsonFactory.builder().streamReadConstraints(bounds).build();
        this.reader = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .readerFor(Object.class);
    }

    /**
     * @return null for null, a tombstone, and for the JSON value {@code null}
     * @throws UnreadableRecordException when the bytes are no JSON, or JSON beyond the bounds
     */
    @Override
    public Object deserialize(String topic, byte[] data) {
        if (data == null) {
            return null;
        }
        try {
            return reader.readValue(data);
        } catch (StreamConstraintsException e) {
            throw new UnreadableRecordException(beyondBounds(e));
        } catch (JsonProcessingException e) {
            // The cause stays behind: its message quotes what it found.
            throw new UnreadableRecordException("not valid JSON" + at(e.getLocation()));
        } catch (IOException | RuntimeException e) {
            throw new UnreadableRecordException(
                    "not valid JSON: " + e.getClass().getSimpleName());
        }
    }

    private String beyondBounds(StreamConstraintsException e) {
        String message = e.getOriginalMessage();
        return message.contains("nesting depth")
                ? "JSON nested more than %d levels deep".formatted(maxDepth)
                : "JSON beyond its bounds: " + message;
    }

    private static String at(JsonLocation location) {
        return location == null
                ? ""
                : ": wrong at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }
}
