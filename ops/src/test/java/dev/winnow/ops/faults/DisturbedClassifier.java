package dev.winnow.ops.faults;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.List;

/** A real model with something that happens before each batch. */
record DisturbedClassifier(Classifier real, Runnable disturbance) implements Classifier {

    @Override
    public String model() {
        return real.model();
    }

    @Override
    public String version() {
        return real.version();
    }

    @Override
    public List<String> labels() {
        return real.labels();
    }

    @Override
    public TokenizedText tokenize(String text) {
        return real.tokenize(text);
    }

    @Override
    public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
        disturbance.run();
        return real.classify(documents, offset);
    }

    @Override
    public void close() {
        real.close();
    }
}
