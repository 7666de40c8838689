package dev.winnow.ops.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Map;

/** Results for programs. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** The JSON texts as one object, with a line for each of their parts. */
    static String object(Map<String, String> jsonByName) {
        try {
            ObjectNode object = MAPPER.createObjectNode();
            for (Map.Entry<String, String> entry : jsonByName.entrySet()) {
                object.set(entry.getKey(), MAPPER.readTree(entry.getValue()));
            }
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The record as an object on one line; component names are the field names. */
    static String line(Record value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
