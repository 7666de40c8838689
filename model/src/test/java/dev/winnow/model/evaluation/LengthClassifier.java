package dev.winnow.model.evaluation;

import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.classifier.TokenTrace;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.reduction.Flops;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model of two layers whose results can be counted by hand. A document has a token per character, and of them the share
 * {@code (offset + 1) / 2} leaves before the second layer. Documents with more than 100 tokens left are "long".
 */
final class LengthClassifier implements Classifier {
    static final int LAYERS = 2;

    /** So wide an encoder that attention hardly counts: what is spent is proportional to tokens times layers. */
    static final Flops FLOPS = new Flops(new EncoderConfig(LAYERS, 4_096, 1, 16_384, 1, 512, 1e-12), Optional.empty());

    private final AtomicInteger classified = new AtomicInteger();

    /** Documents that were classified, by whatever thread. */
    int classified() {
        return classified.get();
    }

    @Override
    public String model() {
        return "length";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<String> labels() {
        return List.of("short", "long");
    }

    @Override
    public TokenizedText tokenize(String text) {
        return new TokenizedText(new long[text.length()], false);
    }

    @Override
    public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
        classified.addAndGet(documents.size());
        return documents.stream()
                .map(document -> prediction(document.length(), offset.value()))
                .toList();
    }

    private Prediction prediction(int tokens, double offset) {
        int leaving = (int) (tokens * (offset + 1) / 2);
        int[] reached = new int[tokens];
        Arrays.fill(reached, LAYERS);
        Arrays.fill(reached, 0, leaving, 1);
        float[] probabilities = tokens - leaving > 100 ? new float[] {0, 1} : new float[] {1, 0};
        return new Prediction(labels(), probabilities, new TokenTrace(LAYERS, reached, new float[tokens]), false);
    }

    @Override
    public void close() {}
}
