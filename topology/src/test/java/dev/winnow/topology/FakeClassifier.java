package dev.winnow.topology;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.classifier.TokenTrace;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Counts words: an even number of them is "even". Deterministic, so that tests can predict every answer. It cannot answer
 * for a text with the word {@link #POISON}, nor for the batch around it, and breaks altogether at {@link #CATASTROPHE}.
 */
public class FakeClassifier implements Classifier {
    public static final String POISON = "poison";
    public static final String CATASTROPHE = "catastrophe";

    private static final long POISON_ID = -1;
    private static final long CATASTROPHE_ID = -2;
    private static final int LONGEST = 512;

    private final Queue<List<TokenizedText>> batches = new ConcurrentLinkedQueue<>();

    /** Batches that were asked for, in no certain order where workers are several. */
    public List<List<TokenizedText>> batches() {
        return List.copyOf(batches);
    }

    @Override
    public String model() {
        return "parity";
    }

    @Override
    public String version() {
        return "7";
    }

    @Override
    public List<String> labels() {
        return List.of("even", "odd");
    }

    @Override
    public TokenizedText tokenize(String text) {
        long[] words = Arrays.stream(text.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .mapToLong(FakeClassifier::id)
                .toArray();
        long[] ids = new long[Math.min(LONGEST, words.length + 2)];
        System.arraycopy(words, 0, ids, 1, ids.length - 2);
        return new TokenizedText(ids, words.length + 2 > LONGEST);
    }

    private static long id(String word) {
        return switch (word) {
            case POISON -> POISON_ID;
            case CATASTROPHE -> CATASTROPHE_ID;
            default -> word.hashCode() & 0xffff;
        };
    }

    @Override
    public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
        batches.add(List.copyOf(documents));
        return documents.stream().map(this::predict).toList();
    }

    private Prediction predict(TokenizedText document) {
        if (Arrays.stream(document.ids()).anyMatch(id -> id == CATASTROPHE_ID)) {
            throw new LinkageError("the native library is broken");
        }
        if (Arrays.stream(document.ids()).anyMatch(id -> id == POISON_ID)) {
            throw new IllegalStateException("cannot answer");
        }
        float odd = document.length() % 2 == 0 ? 0.25f : 0.75f;
        return new Prediction(
                labels(), new float[] {1 - odd, odd}, TokenTrace.full(document.length(), 1), document.truncated());
    }

    @Override
    public void close() {}
}
