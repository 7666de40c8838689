package dev.winnow.model.training.stages;

import dev.winnow.model.dataset.DatasetSplit;
import dev.winnow.model.dataset.Example;
import dev.winnow.model.encoder.TrainingBatch;
import dev.winnow.model.tokenizer.DocumentTokenizer;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.Arrays;
import java.util.List;

/**
 * A split as the training loops read it.
 *
 * @param tokens of each document
 * @param targets the class of each, as an index in the labels
 */
record Documents(List<TokenizedText> tokens, int[] targets) {

    static Documents of(DatasetSplit split, List<String> labels, DocumentTokenizer tokenizer) {
        List<TokenizedText> tokens = split.examples().stream()
                .map(Example::text)
                .map(tokenizer::tokenize)
                .toList();
        return new Documents(tokens, split.targets(labels));
    }

    int size() {
        return targets.length;
    }

    /** Tokens of each document. */
    int[] lengths() {
        return tokens.stream().mapToInt(TokenizedText::length).toArray();
    }

    /** The documents of these indexes. */
    List<TokenizedText> tokensOf(int[] documents) {
        return Arrays.stream(documents).mapToObj(tokens::get).toList();
    }

    /** The classes of these documents. */
    int[] targetsOf(int[] documents) {
        return Arrays.stream(documents).map(document -> targets[document]).toArray();
    }

    TrainingBatch batch(int[] documents) {
        return new TrainingBatch(tokensOf(documents), targetsOf(documents));
    }
}
