package dev.winnow.ops.demo;

import dev.winnow.ops.demo.ResultReader.Result;
import dev.winnow.topology.lifecycle.WinnowApp;
import java.time.Duration;

/** Reads results and settles documents until the books are closed. */
final class Accounting {
    /** After this long without any result the rest is taken for lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Ledger ledger;
    private final Measurements measured;
    private final DemoView view;
    private final Feeder feeder;
    private final Sampling sampling;
    private long lastResultNanos = System.nanoTime();

    Accounting(Ledger ledger, Measurements measured, DemoView view, Feeder feeder, Sampling sampling) {
        this.ledger = ledger;
        this.measured = measured;
        this.view = view;
        this.feeder = feeder;
        this.sampling = sampling;
    }

    /**
     * Reads until every document is settled, or nothing has come for a while.
     *
     * @throws IllegalStateException when the stream or the feeder fails
     */
    void untilSettled(ResultReader results, WinnowApp app) {
        while (!(feeder.isDone() && ledger.underWay() == 0)) {
            settleAvailable(results);
            view.progress(ledger, measured);
            app.failure().ifPresent(failure -> {
                throw new IllegalStateException("the stream stopped: " + failure.getMessage(), failure);
            });
            if (System.nanoTime() - lastResultNanos > PATIENCE.toNanos()) {
                return;
            }
        }
    }

    /** Reads what else is there once the stream has stopped: a duplicate may come after everything is settled. */
    void untilEnd(ResultReader results) {
        do {
            settleAvailable(results);
        } while (!results.isAtEnd());
    }

    private void settleAvailable(ResultReader results) {
        for (Result result : results.poll()) {
            lastResultNanos = System.nanoTime();
            ledger.settle(result.number()).ifPresent(document -> settle(document, result));
        }
    }

    private void settle(Ledger.Open document, Result result) {
        long now = System.nanoTime();
        feeder.release();
        measured.settled(document.fedNanos(), now);
        result.classification().ifPresentOrElse(measured::classified, measured::deadLetter);
        if (sampling.shows(result.number(), now)) {
            result.classification().ifPresent(classification -> view.result(document.beginning(), classification));
        }
    }
}
