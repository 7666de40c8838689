package dev.winnow.model.classifier;

import dev.winnow.model.encoder.ClassScores;
import dev.winnow.model.encoder.ReducedBatch;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what an encoder gave for a packed batch, document by document. */
public final class Predictions {
    private Predictions() {}

    /**
     * One prediction per document.
     *
     * @param labels names of the C classes
     * @param layers L, the layers of the encoder
     * @param documents the D documents of the batch, in their order
     */
    public static List<Prediction> of(
            List<String> labels, int layers, List<TokenizedText> documents, PackedBatch batch, ReducedBatch result) {
        int classes = labels.size();
        List<Prediction> predictions = new ArrayList<>(documents.size());
        for (int d = 0; d < documents.size(); d++) {
            int from = (int) batch.cuLengths()[d];
            int to = (int) batch.cuLengths()[d + 1];
            TokenTrace trace = new TokenTrace(
                    layers,
                    Arrays.copyOfRange(result.reached(), from, to),
                    Arrays.copyOfRange(result.scores(), from, to));
            float[] probabilities = new ClassScores(result.logits(), d * classes, classes).probabilities();
            predictions.add(new Prediction(
                    labels, probabilities, trace, documents.get(d).truncated()));
        }
        return predictions;
    }
}
