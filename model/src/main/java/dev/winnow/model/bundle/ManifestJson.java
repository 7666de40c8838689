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
 * {@code bundle.json} to and from a manifest. Field by field rather than by reflection: each error then names the field,
 * and a renamed record component does not change a file format by accident.
 */
final class ManifestJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ManifestJson() {}

    static byte[] write(BundleManifest manifest) {
        ObjectNode root = JSON.createObjectNode();
        root.put("formatVersion", BundleManifest.FORMAT);
        root.put("name", manifest.name());
        root.put("version", manifest.version());
        root.put("architecture", manifest.architecture());
        manifest.labels().forEach(root.putArray("labels")::add);
        root.put("maxTokens", manifest.maxTokens());
        writeEncoder(root.putObject("encoder"), manifest.encoder());
        root.put("head", manifest.head());
        manifest.files().forEach(root.putObject("files")::put);
        writeTraining(root.putObject("training"), manifest.training());
        try {
            return (JSON.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers is always writable", e);
        }
    }

    private static void writeEncoder(ObjectNode node, EncoderSource encoder) {
        if (encoder instanceof EncoderSource.Base base) {
            node.put("base", base.base());
        } else if (encoder instanceof EncoderSource.Folder folder) {
            node.put("folder", folder.folder());
        }
        node.put("sha256", encoder.sha256());
    }

    private static void writeTraining(ObjectNode node, TrainingInfo training) {
        node.put("stage", training.stage());
        node.put("data", training.data());
        node.put("examples", training.examples());
        training.settings().forEach(node.putObject("settings")::put);
        training.metrics().forEach(node.putObject("metrics")::put);
    }

    /**
     * Reads a manifest.
     *
     * @throws IllegalArgumentException if it is not one; the message names the field
     */
    static BundleManifest read(byte[] bytes) {
        JsonNode root;
        try {
            root = JSON.readTree(bytes);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not valid JSON", e);
        }
        int format = integer(root, "formatVersion");
        if (format > BundleManifest.FORMAT) {
            throw new IllegalArgumentException("formatVersion is %d, this Winnow reads up to %d: use a newer Winnow"
                    .formatted(format, BundleManifest.FORMAT));
        }
        return new BundleManifest(
                string(root, "name"),
                string(root, "version"),
                string(root, "architecture"),
                strings(root, "labels"),
                integer(root, "maxTokens"),
                encoder(field(root, "encoder")),
                string(root, "head"),
                map(root, "files", JsonNode::asText),
                training(field(root, "training")));
    }

    private static EncoderSource encoder(JsonNode node) {
        String sha256 = string(node, "sha256");
        return node.has("base")
                ? new EncoderSource.Base(string(node, "base"), sha256)
                : new EncoderSource.Folder(string(node, "folder"), sha256);
    }

    private static TrainingInfo training(JsonNode node) {
        return new TrainingInfo(
                string(node, "stage"),
                string(node, "data"),
                integer(node, "examples"),
                map(node, "settings", JsonNode::asText),
                map(node, "metrics", JsonNode::asDouble));
    }

    private static JsonNode field(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("the field '" + name + "' is missing");
        }
        return value;
    }

    private static String string(JsonNode node, String name) {
        JsonNode value = field(node, name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("the field '" + name + "' must be a string");
        }
        return value.textValue();
    }

    private static int integer(JsonNode node, String name) {
        JsonNode value = field(node, name);
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw new IllegalArgumentException("the field '" + name + "' must be a whole number");
        }
        return value.intValue();
    }

    private static List<String> strings(JsonNode node, String name) {
        JsonNode array = field(node, name);
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.textValue()));
        if (!array.isArray() || values.contains(null)) {
            throw new IllegalArgumentException("the field '" + name + "' must be a list of strings");
        }
        return values;
    }

    private static <T> Map<String, T> map(JsonNode node, String name, Function<JsonNode, T> read) {
        JsonNode object = field(node, name);
        if (!object.isObject()) {
            throw new IllegalArgumentException("the field '" + name + "' must be an object");
        }
        Map<String, T> values = new TreeMap<>();
        object.properties().forEach(entry -> values.put(entry.getKey(), read.apply(entry.getValue())));
        return values;
    }
}
