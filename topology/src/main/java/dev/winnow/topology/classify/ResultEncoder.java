package dev.winnow.topology.classify;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.rationale.Rationale;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.schemas.RegistryException;
import dev.winnow.topology.microbatch.Outcome;
import dev.winnow.v1.Classification;
import dev.winnow.v1.RationaleSpan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serializer;

/** From a prediction to the bytes of a classification. */
final class ResultEncoder {

    private final String topic;
    private final Serializer<Classification> serializer;
    private final String model;
    private final String version;
    private final Optional<CalibrationCurve> calibration;
    private final int rationaleSpans;
    private final RegistryPatience patience;

    ResultEncoder(
            String topic,
            Serializer<Classification> serializer,
            Classifier classifier,
            int rationaleSpans,
            RegistryPatience patience) {
        this.topic = topic;
        this.serializer = serializer;
        this.model = classifier.model();
        this.version = classifier.version();
        this.calibration = classifier.calibration();
        this.rationaleSpans = rationaleSpans;
        this.patience = patience;
    }

    /**
     * The value of the output record.
     *
     * @throws RegistryException when the registry stayed away
     * @throws UnwritableResultException when the result itself is at fault
     */
    byte[] encode(PendingDocument document, Outcome.Classified outcome) {
        try {
            Classification classification = classification(document, outcome);
            return patience.call(() -> serializer.serialize(topic, classification));
        } catch (RegistryException away) {
            throw away;
        } catch (RuntimeException unwritable) {
            throw new UnwritableResultException(unwritable);
        }
    }

    private Classification classification(PendingDocument document, Outcome.Classified outcome) {
        Prediction prediction = outcome.prediction();
        Rationale rationale = Rationale.of(outcome.tokens(), prediction.trace(), rationaleSpans);
        return Classification.newBuilder()
                .setDocumentId(document.id())
                .setModel(model)
                .setModelVersion(version)
                .setLabel(prediction.label())
                .setProbability(prediction.probability())
                .setProbabilities(byLabel(prediction))
                .setTokens(prediction.tokens())
                .setTruncated(prediction.truncated())
                .setQueueMicros(outcome.queueMicros())
                .setEngineMicros(outcome.engineMicros())
                .setBatchDocuments(outcome.batchDocuments())
                .setEventTime(document.eventTime())
                .setDeltaOffset(outcome.offset().value())
                .setExpectedAccuracy(expectedAccuracy(outcome.offset()))
                .setShadowLabel(outcome.shadow().map(Prediction::label).orElse(null))
                .setKeptTokens(prediction.trace().kept())
                .setRationale(spans(rationale))
                .setRationaleTotal(rationale.total())
                .build();
    }

    private Double expectedAccuracy(DeltaOffset offset) {
        return calibration
                .flatMap(curve -> curve.measuredAt(offset.value()))
                .map(CalibrationPoint::accuracy)
                .orElse(null);
    }

    private static List<RationaleSpan> spans(Rationale rationale) {
        return rationale.spans().stream()
                .map(span -> new RationaleSpan(span.start(), span.end(), span.score(), span.layer()))
                .toList();
    }

    private static Map<String, Float> byLabel(Prediction prediction) {
        List<String> labels = prediction.labels();
        Map<String, Float> probabilities = new HashMap<>(2 * labels.size());
        for (int c = 0; c < labels.size(); c++) {
            probabilities.put(labels.get(c), prediction.probabilities()[c]);
        }
        return probabilities;
    }
}
