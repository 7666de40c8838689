package dev.winnow.model.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads the JSON files of a bundle field by field rather than by reflection: each error then names the field, and a renamed
 * record component does not change a file format by accident. Every method throws {@link IllegalArgumentException}.
 */
final class JsonFields {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonFields() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static byte[] bytes(ObjectNode root) {
        try {
            return (JSON.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers is always writable", e);
        }
    }

    static JsonNode parse(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not valid JSON", e);
        }
    }

    static JsonNode field(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("the field '" + name + "' is missing");
        }
        return value;
    }

    static String string(JsonNode node, String name) {
        JsonNode value = field(node, name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("the field '" + name + "' must be a string");
        }
        return value.textValue();
    }

    static int integer(JsonNode node, String name) {
        JsonNode value = field(node, name);
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw new IllegalArgumentException("the field '" + name + "' must be a whole number");
        }
        return value.intValue();
    }

    static double number(JsonNode node, String name) {
        JsonNode value = field(node, name);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw new IllegalArgumentException("the field '" + name + "' must be a number");
        }
        return value.doubleValue();
    }

    static double between(JsonNode node, String name, double least, double most) {
        double value = number(node, name);
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "the field '%s' must be %s to %s, not %s".formatted(name, least, most, value));
        }
        return value;
    }

    static JsonNode array(JsonNode node, String name) {
        JsonNode value = field(node, name);
        if (!value.isArray()) {
            throw new IllegalArgumentException("the field '" + name + "' must be a list");
        }
        return value;
    }

    static List<String> strings(JsonNode node, String name) {
        JsonNode array = field(node, name);
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.textValue()));
        if (!array.isArray() || values.contains(null)) {
            throw new IllegalArgumentException("the field '" + name + "' must be a list of strings");
        }
        return values;
    }

    static <T> Map<String, T> map(JsonNode node, String name, Function<JsonNode, T> read) {
        JsonNode object = field(node, name);
        if (!object.isObject()) {
            throw new IllegalArgumentException("the field '" + name + "' must be an object");
        }
        Map<String, T> values = new TreeMap<>();
        object.properties().forEach(entry -> values.put(entry.getKey(), read.apply(entry.getValue())));
        return values;
    }
}
