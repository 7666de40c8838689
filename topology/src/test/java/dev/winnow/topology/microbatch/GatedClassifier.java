package dev.winnow.topology.microbatch;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.topology.FakeClassifier;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Computes a batch only when it is let to, and tokenizes a text only when it is let to. */
final class GatedClassifier extends FakeClassifier {
    /** No tokenizer can read it. */
    static final String UNTOKENIZABLE = "untokenizable";

    final Semaphore gate = new Semaphore(0);
    final AtomicInteger entered = new AtomicInteger();
    final Semaphore tokenizerGate;
    final AtomicInteger enteredTokenizer = new AtomicInteger();

    private GatedClassifier(int texts) {
        tokenizerGate = new Semaphore(texts);
    }

    /** With a tokenizer that always works. */
    static GatedClassifier withGatedEngine() {
        return new GatedClassifier(Integer.MAX_VALUE);
    }

    /** With an engine that always works. */
    static GatedClassifier withGatedTokenizer() {
        GatedClassifier classifier = new GatedClassifier(0);
        classifier.gate.release(Integer.MAX_VALUE);
        return classifier;
    }

    @Override
    public TokenizedText tokenize(String text) {
        enteredTokenizer.incrementAndGet();
        tokenizerGate.acquireUninterruptibly();
        if (text.equals(UNTOKENIZABLE)) {
            throw new IllegalStateException("cannot tokenize");
        }
        return super.tokenize(text);
    }

    @Override
    public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
        entered.incrementAndGet();
        gate.acquireUninterruptibly();
        return super.classify(documents, offset);
    }
}
