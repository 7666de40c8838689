package dev.winnow.model.encoder;

import dev.winnow.model.tokenizer.TokenizedText;
import java.util.List;

/**
 * Documents of one training step.
 *
 * @param documents at least one
 * @param targets their classes
 */
public record TrainingBatch(List<TokenizedText> documents, int[] targets) {
    public TrainingBatch {
        documents = List.copyOf(documents);
        if (documents.isEmpty() || documents.size() != targets.length) {
            throw new IllegalArgumentException("a training batch has a class for each of its documents");
        }
    }
}
