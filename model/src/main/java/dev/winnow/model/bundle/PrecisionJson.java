package dev.winnow.model.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.model.calibration.PrecisionPoint;
import dev.winnow.model.calibration.PrecisionProfile;
import dev.winnow.model.encoder.ActivationRange;
import dev.winnow.model.encoder.ActivationRanges;
import dev.winnow.model.encoder.Precision;
import java.util.ArrayList;
import java.util.List;

/** {@code precision.json} to and from a profile. */
final class PrecisionJson {
    private PrecisionJson() {}

    static byte[] write(PrecisionProfile profile) {
        ObjectNode root = JsonFields.object();
        root.put("split", profile.split());
        root.put("documents", profile.documents());
        ArrayNode ranges = root.putArray("activationRanges");
        for (ActivationRanges.Layer layer : profile.ranges().layers()) {
            ObjectNode node = ranges.addObject();
            put(node, "qkv", layer.qkv());
            put(node, "attended", layer.attended());
            put(node, "ffnIn", layer.ffnIn());
            put(node, "ffnOut", layer.ffnOut());
        }
        ArrayNode points = root.putArray("points");
        for (PrecisionPoint point : profile.points()) {
            points.addObject()
                    .put("precision", point.precision().label())
                    .put("offset", point.offset())
                    .put("accuracy", point.accuracy())
                    .put("agreement", point.agreement());
        }
        return JsonFields.bytes(root);
    }

    private static void put(ObjectNode node, String name, ActivationRange range) {
        node.putObject(name).put("low", range.low()).put("high", range.high());
    }

    /**
     * Reads a profile.
     *
     * @throws IllegalArgumentException if it is not one; the message names the field
     */
    static PrecisionProfile read(byte[] bytes) {
        JsonNode root = JsonFields.parse(bytes);
        List<ActivationRanges.Layer> layers = new ArrayList<>();
        for (JsonNode node : JsonFields.array(root, "activationRanges")) {
            layers.add(new ActivationRanges.Layer(
                    range(node, "qkv"), range(node, "attended"), range(node, "ffnIn"), range(node, "ffnOut")));
        }
        List<PrecisionPoint> points = new ArrayList<>();
        for (JsonNode node : JsonFields.array(root, "points")) {
            points.add(new PrecisionPoint(
                    Precision.of(JsonFields.string(node, "precision")),
                    JsonFields.between(node, "offset", -1, 1),
                    JsonFields.between(node, "accuracy", 0, 1),
                    JsonFields.between(node, "agreement", 0, 1)));
        }
        return new PrecisionProfile(
                JsonFields.string(root, "split"),
                JsonFields.integer(root, "documents"),
                new ActivationRanges(layers),
                points);
    }

    private static ActivationRange range(JsonNode layer, String name) {
        JsonNode node = JsonFields.field(layer, name);
        try {
            return new ActivationRange((float) JsonFields.number(node, "low"), (float) JsonFields.number(node, "high"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the field '" + name + "': " + e.getMessage(), e);
        }
    }
}
