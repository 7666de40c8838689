package dev.winnow.model.packing;

import dev.winnow.model.tokenizer.TokenizedText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Cuts a list of texts into batches of about so many tokens, in their order. For work on files, where all documents are
 * there from the start; a stream has its own policy, which also knows about waiting.
 *
 * @param tokens tokens a batch may have; a longer document makes a batch of its own
 */
public record TokenBudget(int tokens) {

    /** The size at which the encoder is fastest. */
    public static final TokenBudget DEFAULT = new TokenBudget(1_500);

    public TokenBudget {
        if (tokens < 1) {
            throw new IllegalArgumentException("a token budget is at least 1, not " + tokens);
        }
    }

    /** Takes one batch. */
    @FunctionalInterface
    public interface BatchConsumer {
        /**
         * Takes the documents from number {@code first} on.
         *
         * @param first index of the first document in the list of texts
         * @param documents at least one
         */
        void accept(int first, List<TokenizedText> documents);
    }

    /** Tokenizes all texts and hands them over batch by batch. */
    public void forEachBatch(List<String> texts, Function<String, TokenizedText> tokenizer, BatchConsumer consumer) {
        List<TokenizedText> batch = new ArrayList<>();
        int batchTokens = 0;
        for (int i = 0; i < texts.size(); i++) {
            TokenizedText document = tokenizer.apply(texts.get(i));
            if (!batch.isEmpty() && batchTokens + document.length() > tokens) {
                consumer.accept(i - batch.size(), batch);
                batch = new ArrayList<>();
                batchTokens = 0;
            }
            batch.add(document);
            batchTokens += document.length();
        }
        if (!batch.isEmpty()) {
            consumer.accept(texts.size() - batch.size(), batch);
        }
    }
}
