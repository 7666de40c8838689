package dev.winnow.topology.microbatch;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Computes one micro-batch. A batch that fails is halved until the document that breaks it is alone, so that one document
 * never costs its batch-mates their results: {@code 2·log2(D)} further calls for one culprit among D documents.
 *
 * <p>A document alone is asked about once more before it is given up. That the batches around it failed says nothing of it:
 * a batch-mate may have been the cause, and its own call may then have met a trouble that passes, so that at a rate of 2 %
 * of failing calls every fiftieth neighbour of a bad document would go with it. One more call costs less than one wrong
 * dead letter. Rejected: a pause before it, since the other documents of the worker wait; trouble that lasts is not the
 * document's and not for this class.
 */
final class BatchRun {

    /** What the documents of a call have in common. */
    private record Call(long startNanos, long engineMicros, int documents, int attempt) {}

    private final Classifier classifier;
    private final DeltaOffset offset;
    private final ShadowCheck shadow;
    private final LongSupplier nanoClock;
    private final BatchTotals.Counter totals;
    private final BatchObserver observer;

    BatchRun(
            Classifier classifier,
            DeltaOffset offset,
            ShadowCheck shadow,
            LongSupplier nanoClock,
            BatchTotals.Counter totals,
            BatchObserver observer) {
        this.classifier = classifier;
        this.offset = offset;
        this.shadow = shadow;
        this.nanoClock = nanoClock;
        this.totals = totals;
        this.observer = observer;
    }

    /** Completes every document; an {@link Error} of the engine completes them exceptionally, for it says nothing of them. */
    void compute(List<QueuedDocument> batch) {
        try {
            compute(batch, nanoClock.getAsLong(), 1);
        } catch (Throwable broken) {
            batch.forEach(document -> document.outcome().completeExceptionally(broken));
        }
    }

    private void compute(List<QueuedDocument> batch, long startNanos, int attempt) {
        try {
            answer(batch, startNanos, attempt);
        } catch (RuntimeException failure) {
            if (batch.size() == 1) {
                askAgain(batch, startNanos, attempt + 1);
            } else {
                int half = batch.size() / 2;
                compute(batch.subList(0, half), startNanos, attempt + 1);
                compute(batch.subList(half, batch.size()), startNanos, attempt + 1);
            }
        }
    }

    private void askAgain(List<QueuedDocument> alone, long startNanos, int attempt) {
        try {
            answer(alone, startNanos, attempt);
        } catch (RuntimeException failure) {
            alone.get(0).outcome().complete(new Outcome.Failed(failure, attempt));
        }
    }

    private void answer(List<QueuedDocument> batch, long startNanos, int attempt) {
        long calledNanos = nanoClock.getAsLong();
        List<Prediction> predictions = classify(batch);
        long engineNanos = nanoClock.getAsLong() - calledNanos;
        long engineMicros = TimeUnit.NANOSECONDS.toMicros(engineNanos);
        totals.add(batch, engineMicros);
        observer.computed(computed(batch, predictions, startNanos, engineNanos));
        Call call = new Call(startNanos, engineMicros, batch.size(), attempt);
        List<QueuedDocument> checked = new ArrayList<>();
        List<Prediction> checkedPredictions = new ArrayList<>();
        for (int d = 0; d < batch.size(); d++) {
            if (shadow.takes(batch.get(d))) {
                checked.add(batch.get(d));
                checkedPredictions.add(predictions.get(d));
            } else {
                complete(batch.get(d), predictions.get(d), Optional.empty(), call);
            }
        }
        check(checked, checkedPredictions, call);
    }

    private ComputedBatch computed(
            List<QueuedDocument> batch, List<Prediction> predictions, long startNanos, long engineNanos) {
        List<ComputedBatch.Member> members = new ArrayList<>(batch.size());
        for (int d = 0; d < batch.size(); d++) {
            QueuedDocument document = batch.get(d);
            members.add(new ComputedBatch.Member(
                    predictions.get(d), queueMicros(document, startNanos), document.traceparent()));
        }
        return new ComputedBatch(classifier.model(), offset, engineNanos, flops(predictions), members);
    }

    private OptionalDouble flops(List<Prediction> predictions) {
        double sum = 0;
        for (Prediction prediction : predictions) {
            OptionalDouble flops = classifier.flops(prediction, offset);
            if (flops.isEmpty()) {
                return flops;
            }
            sum += flops.getAsDouble();
        }
        return OptionalDouble.of(sum);
    }

    private static long queueMicros(QueuedDocument document, long startNanos) {
        return TimeUnit.NANOSECONDS.toMicros(startNanos - document.arrivedNanos());
    }

    private void check(List<QueuedDocument> documents, List<Prediction> predictions, Call call) {
        if (documents.isEmpty()) {
            return;
        }
        Optional<List<Prediction>> full = shadow.run(documents, predictions);
        for (int d = 0; d < documents.size(); d++) {
            int index = d;
            complete(documents.get(d), predictions.get(d), full.map(all -> all.get(index)), call);
        }
    }

    private void complete(QueuedDocument document, Prediction prediction, Optional<Prediction> full, Call call) {
        document.outcome()
                .complete(new Outcome.Classified(
                        prediction,
                        document.text(),
                        offset,
                        queueMicros(document, call.startNanos()),
                        call.engineMicros(),
                        call.documents(),
                        call.attempt(),
                        full));
    }

    private List<Prediction> classify(List<QueuedDocument> batch) {
        List<Prediction> predictions =
                classifier.classify(batch.stream().map(QueuedDocument::text).toList(), offset);
        if (predictions.size() != batch.size()) {
            throw new IllegalStateException(
                    "the model gave " + predictions.size() + " predictions for " + batch.size() + " documents");
        }
        return predictions;
    }
}
