package dev.winnow.ops.stream;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.topology.lifecycle.ClassifierLoader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The real model, loaded once for all applications that run in the process of the tests. */
final class Models {
    /** A bundle that ships with Winnow. */
    static final String BUNDLE = "moderation";

    private static final Classifier SHARED = BundleClassifier.load(Bundle.open(BUNDLE), Precision.FP32);

    private Models() {}

    static Classifier shared() {
        return SHARED;
    }

    /** Gives every application the shared model. */
    static ClassifierLoader loader() {
        return pipeline -> new Lent(SHARED);
    }

    /** A model that stays open when the application that used it is closed; to be refined by tests that want to disturb it. */
    static class Lent implements Classifier {
        private final Classifier owner;

        Lent(Classifier owner) {
            this.owner = owner;
        }

        @Override
        public String model() {
            return owner.model();
        }

        @Override
        public String version() {
            return owner.version();
        }

        @Override
        public Optional<CalibrationCurve> calibration() {
            return owner.calibration();
        }

        @Override
        public List<String> labels() {
            return owner.labels();
        }

        @Override
        public TokenizedText tokenize(String text) {
            return owner.tokenize(text);
        }

        @Override
        public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
            return owner.classify(documents, offset);
        }

        @Override
        public OptionalDouble flops(Prediction prediction, DeltaOffset offset) {
            return owner.flops(prediction, offset);
        }

        @Override
        public void close() {}
    }
}
