package dev.winnow.model.plausibility;

import dev.winnow.model.tokenizer.TokenizedText;
import java.util.List;

/** Says how much each token of a document mattered: one of the explanations that are compared. */
@FunctionalInterface
public interface TokenScorer {

    /**
     * One score per token for each document, the special ones included; none is negative, and only those of one document
     * are comparable.
     */
    float[][] score(List<TokenizedText> documents);
}
