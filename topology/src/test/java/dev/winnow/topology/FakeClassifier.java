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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Counts words: an even number of them is "even", and those of more than {@value #SHORT} letters go through its two layers,
 * except at offset -1. Deterministic, so that tests can predict every answer. It cannot answer for a text with the word
 * {@link #POISON}, nor for the batch around it, and breaks altogether at {@link #CATASTROPHE}.
 */
public class FakeClassifier implements Classifier {
    public static final String POISON = "poison";
    public static final String CATASTROPHE = "catastrophe";

    private static final long POISON_ID = -1;
    private static final long CATASTROPHE_ID = -2;
    private static final int LONGEST = 512;
    private static final int LAYERS = 2;
    private static final int SHORT = 4;
    private static final Pattern WORD = Pattern.compile("\\S+");

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
        List<MatchResult> found = WORD.matcher(text).results().toList();
        int tokens = Math.min(LONGEST, found.size() + 2);
        long[] ids = new long[tokens];
        int[] starts = new int[tokens];
        int[] ends = new int[tokens];
        int[] words = new int[tokens];
        words[0] = -1;
        for (int i = 1; i < tokens - 1; i++) {
            MatchResult word = found.get(i - 1);
            ids[i] = id(word.group());
            starts[i] = word.start();
            ends[i] = word.end();
            words[i] = i;
        }
        words[tokens - 1] = -1;
        return new TokenizedText(ids, starts, ends, words, found.size() + 2 > LONGEST);
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
        return documents.stream().map(document -> predict(document, offset)).toList();
    }

    private Prediction predict(TokenizedText document, DeltaOffset offset) {
        if (Arrays.stream(document.ids()).anyMatch(id -> id == CATASTROPHE_ID)) {
            throw new LinkageError("the native library is broken");
        }
        if (Arrays.stream(document.ids()).anyMatch(id -> id == POISON_ID)) {
            throw new IllegalStateException("cannot answer");
        }
        float odd = document.length() % 2 == 0 ? 0.25f : 0.75f;
        TokenTrace trace = offset.isFull() ? TokenTrace.full(document.length(), LAYERS) : longWords(document);
        return new Prediction(labels(), new float[] {1 - odd, odd}, trace, document.truncated());
    }

    private static TokenTrace longWords(TokenizedText document) {
        int[] reached = new int[document.length()];
        float[] scores = new float[document.length()];
        reached[0] = LAYERS;
        for (int i = 1; i < document.length() - 1; i++) {
            int letters = document.ends()[i] - document.starts()[i];
            reached[i] = letters > SHORT ? LAYERS : 0;
            scores[i] = letters;
        }
        return new TokenTrace(LAYERS, reached, scores);
    }

    @Override
    public void close() {}
}
