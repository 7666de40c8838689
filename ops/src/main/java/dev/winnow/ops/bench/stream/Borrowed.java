package dev.winnow.ops.bench.stream;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A classifier that outlives the applications that use it, each for one run of a benchmark. */
public record Borrowed(Classifier classifier) implements Classifier {

    @Override
    public String model() {
        return classifier.model();
    }

    @Override
    public String version() {
        return classifier.version();
    }

    @Override
    public Optional<CalibrationCurve> calibration() {
        return classifier.calibration();
    }

    @Override
    public List<String> labels() {
        return classifier.labels();
    }

    @Override
    public TokenizedText tokenize(String text) {
        return classifier.tokenize(text);
    }

    @Override
    public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
        return classifier.classify(documents, offset);
    }

    @Override
    public OptionalDouble flops(Prediction prediction, DeltaOffset offset) {
        return classifier.flops(prediction, offset);
    }

    @Override
    public void close() {
        // Whoever lent it closes it.
    }
}
