package dev.winnow.model.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code bundle.json} to and from a manifest. */
final class ManifestJson {
    private ManifestJson() {}

    static byte[] write(BundleManifest manifest) {
        ObjectNode root = JsonFields.object();
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
        return JsonFields.bytes(root);
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
        JsonNode root = JsonFields.parse(bytes);
        int format = JsonFields.integer(root, "formatVersion");
        if (format > BundleManifest.FORMAT) {
            throw new IllegalArgumentException("formatVersion is %d, this Winnow reads up to %d: use a newer Winnow"
                    .formatted(format, BundleManifest.FORMAT));
        }
        return new BundleManifest(
                JsonFields.string(root, "name"),
                JsonFields.string(root, "version"),
                JsonFields.string(root, "architecture"),
                JsonFields.strings(root, "labels"),
                JsonFields.integer(root, "maxTokens"),
                encoder(JsonFields.field(root, "encoder")),
                JsonFields.string(root, "head"),
                JsonFields.map(root, "files", JsonNode::asText),
                training(JsonFields.field(root, "training")));
    }

    private static EncoderSource encoder(JsonNode node) {
        String sha256 = JsonFields.string(node, "sha256");
        return node.has("base")
                ? new EncoderSource.Base(JsonFields.string(node, "base"), sha256)
                : new EncoderSource.Folder(JsonFields.string(node, "folder"), sha256);
    }

    private static TrainingInfo training(JsonNode node) {
        return new TrainingInfo(
                JsonFields.string(node, "stage"),
                JsonFields.string(node, "data"),
                JsonFields.integer(node, "examples"),
                JsonFields.map(node, "settings", JsonNode::asText),
                JsonFields.map(node, "metrics", JsonNode::asDouble));
    }
}
