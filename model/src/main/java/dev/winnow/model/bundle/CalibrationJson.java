package dev.winnow.model.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.model.calibration.TimedWith;
import dev.winnow.model.encoder.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code calibration.json} to and from a curve. */
final class CalibrationJson {
    private static final String TIMED_WITH = "timedWith";

    private CalibrationJson() {}

    static byte[] write(CalibrationCurve curve) {
        ObjectNode root = JsonFields.object();
        root.put("split", curve.split());
        root.put("documents", curve.documents());
        curve.timedWith().ifPresent(timing -> root.putObject(TIMED_WITH)
                .put("precision", timing.precision().label())
                .put("workers", timing.workers()));
        ArrayNode points = root.putArray("points");
        for (CalibrationPoint point : curve.points()) {
            points.addObject()
                    .put("offset", point.offset())
                    .put("accuracy", point.accuracy())
                    .put("accuracyLow", point.accuracyLow())
                    .put("accuracyHigh", point.accuracyHigh())
                    .put("macroF1", point.macroF1())
                    .put("agreement", point.agreement())
                    .put("flopsSpeedup", point.flopsSpeedup())
                    .put("throughputRatio", point.throughputRatio());
        }
        byte[] bytes = JsonFields.bytes(root);
        read(bytes);
        return bytes;
    }

    /**
     * Reads a curve.
     *
     * @throws IllegalArgumentException if it is not one; the message names the field
     */
    static CalibrationCurve read(byte[] bytes) {
        JsonNode root = JsonFields.parse(bytes);
        List<CalibrationPoint> points = new ArrayList<>();
        for (JsonNode node : JsonFields.array(root, "points")) {
            points.add(new CalibrationPoint(
                    JsonFields.between(node, "offset", -1, 1),
                    JsonFields.between(node, "accuracy", 0, 1),
                    JsonFields.between(node, "accuracyLow", 0, 1),
                    JsonFields.between(node, "accuracyHigh", 0, 1),
                    JsonFields.between(node, "macroF1", 0, 1),
                    JsonFields.between(node, "agreement", 0, 1),
                    JsonFields.between(node, "flopsSpeedup", 0, Double.MAX_VALUE),
                    JsonFields.between(node, "throughputRatio", 0, Double.MAX_VALUE)));
        }
        if (points.isEmpty()) {
            throw new IllegalArgumentException("the field 'points' is empty");
        }
        return new CalibrationCurve(
                JsonFields.string(root, "split"), JsonFields.integer(root, "documents"), points, timedWith(root));
    }

    /** Absent from curves that were written before it was recorded. */
    private static Optional<TimedWith> timedWith(JsonNode root) {
        if (!root.hasNonNull(TIMED_WITH)) {
            return Optional.empty();
        }
        JsonNode node = root.get(TIMED_WITH);
        return Optional.of(
                new TimedWith(Precision.of(JsonFields.string(node, "precision")), JsonFields.integer(node, "workers")));
    }
}
