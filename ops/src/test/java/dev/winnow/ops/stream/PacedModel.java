package dev.winnow.ops.stream;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.classifier.TokenTrace;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Knows nothing and takes its time: so long for a document as a full encoder, and as much less at an offset as the calibration
 * of the real model promises. It sleeps, so that a test of the control loop does not depend on the machine.
 */
class PacedModel extends Models.Lent {
    private static final int LAYERS = 6;

    private final Duration perDocument;
    private final CalibrationCurve curve = calibration().orElseThrow();

    PacedModel(Duration perDocument) {
        super(Models.shared());
        this.perDocument = perDocument;
    }

    @Override
    public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
        double ratio = curve.at(offset.value()).throughputRatio();
        long end = System.nanoTime() + (long) (documents.size() * perDocument.toNanos() / ratio);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return documents.stream().map(this::answer).toList();
    }

    private Prediction answer(TokenizedText document) {
        float[] probabilities = new float[labels().size()];
        probabilities[0] = 1;
        return new Prediction(
                labels(), probabilities, TokenTrace.full(document.length(), LAYERS), document.truncated());
    }
}
