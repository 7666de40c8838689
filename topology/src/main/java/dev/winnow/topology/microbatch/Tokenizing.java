package dev.winnow.topology.microbatch;

import dev.winnow.model.tokenizer.TokenizedText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Texts on their way to becoming tokens, in the order they came, and the work of a tokenizer's thread. The lock is the batcher's:
 * with one of its own a document would be in neither queue, or in both, while it goes from one to the other. It is not held while a
 * text is tokenized.
 */
final class Tokenizing {

    private final ReentrantLock lock;
    private final LongSupplier nanoClock;
    private final Condition texts;
    private final Consumer<SubmittedText> refused;
    private final BiConsumer<SubmittedText, TokenizedText> tokenized;
    private final Deque<SubmittedText> waiting = new ArrayDeque<>();
    private boolean closed;

    /**
     * @param lock held by whoever calls {@link #add} and {@link #close}, and while the others are told
     * @param refused told of a text that has no tokens
     * @param tokenized told of one that has, unless it was closed meanwhile
     */
    Tokenizing(
            ReentrantLock lock,
            LongSupplier nanoClock,
            Consumer<SubmittedText> refused,
            BiConsumer<SubmittedText, TokenizedText> tokenized) {
        this.lock = lock;
        this.nanoClock = nanoClock;
        this.texts = lock.newCondition();
        this.refused = refused;
        this.tokenized = tokenized;
    }

    void add(SubmittedText text) {
        waiting.add(text);
        texts.signal();
    }

    /** Fails what waits; the threads end when they have done what they are at. */
    void close() {
        closed = true;
        waiting.forEach(Tokenizing::fail);
        waiting.clear();
        texts.signalAll();
    }

    private static void fail(SubmittedText text) {
        text.outcome().completeExceptionally(new BatcherClosedException());
    }

    /** Tokenizes until it is closed. */
    void run() {
        Optional<SubmittedText> next = next();
        while (next.isPresent()) {
            tokenize(next.get());
            next = next();
        }
    }

    private Optional<SubmittedText> next() {
        lock.lock();
        try {
            while (!closed && waiting.isEmpty()) {
                texts.awaitUninterruptibly();
            }
            return closed ? Optional.empty() : Optional.of(waiting.remove());
        } finally {
            lock.unlock();
        }
    }

    /** An {@link Error} says nothing of the document. */
    private void tokenize(SubmittedText text) {
        Lane lane = text.lane();
        TokenizedText tokens;
        try {
            long started = nanoClock.getAsLong();
            tokens = lane.classifier().tokenize(text.submission().text());
            lane.observer().tokenized(lane.classifier().model(), tokens.length(), nanoClock.getAsLong() - started);
        } catch (RuntimeException failure) {
            locked(() -> refused.accept(text));
            text.outcome().complete(new Outcome.Untokenizable(failure));
            return;
        } catch (Throwable broken) {
            locked(() -> refused.accept(text));
            text.outcome().completeExceptionally(broken);
            return;
        }
        locked(() -> handOver(text, tokens));
    }

    private void handOver(SubmittedText text, TokenizedText tokens) {
        if (closed) {
            fail(text);
        } else {
            tokenized.accept(text, tokens);
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
