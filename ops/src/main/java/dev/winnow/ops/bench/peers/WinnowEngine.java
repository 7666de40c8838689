package dev.winnow.ops.bench.peers;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.packing.TokenBudget;
import dev.winnow.model.reduction.DeltaOffset;
import java.util.ArrayList;
import java.util.List;

/** Winnow's engine outside of a stream, micro-batches by the token budget. It closes no classifier: several share one. */
record WinnowEngine(Classifier classifier, DeltaOffset offset) implements TextEngine {

    @Override
    public List<float[]> classify(List<String> texts) {
        List<float[]> probabilities = new ArrayList<>(texts.size());
        TokenBudget.DEFAULT.forEachBatch(texts, classifier::tokenize, (first, documents) -> classifier
                .classify(documents, offset)
                .forEach(prediction -> probabilities.add(prediction.probabilities())));
        return probabilities;
    }

    @Override
    public void close() {
        // Whoever lent the classifier closes it.
    }
}
