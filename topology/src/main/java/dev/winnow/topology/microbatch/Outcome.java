package dev.winnow.topology.microbatch;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.Optional;

/** What became of one document: its own result or its own failure, whatever became of its batch-mates. */
public sealed interface Outcome {

    /**
     * The model's answer.
     *
     * @param prediction what the model found
     * @param tokens the document's tokens, with their places in the text
     * @param offset the δ offset it was asked with
     * @param queueMicros microseconds from the arrival of the document to the start of its micro-batch
     * @param engineMicros microseconds the engine spent on the micro-batch
     * @param batchDocuments documents in the micro-batch
     * @param attempts how often it was asked about the document
     * @param shadow what the full encoder found, where it was asked too
     */
    record Classified(
            Prediction prediction,
            TokenizedText tokens,
            DeltaOffset offset,
            long queueMicros,
            long engineMicros,
            int batchDocuments,
            int attempts,
            Optional<Prediction> shadow)
            implements Outcome {}

    /**
     * No tokens.
     *
     * @param cause why; it saw the text and may quote it
     */
    record Untokenizable(RuntimeException cause) implements Outcome {}

    /**
     * No answer.
     *
     * @param cause why the model has none for this document, alone in its batch
     * @param attempts how often it was asked about the document
     */
    record Failed(RuntimeException cause, int attempts) implements Outcome {}
}
