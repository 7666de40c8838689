package dev.winnow.topology.classify;

import dev.winnow.topology.commit.CommitHook;
import dev.winnow.topology.deadletter.RecordSize;
import dev.winnow.topology.deadletter.Rejection;
import dev.winnow.topology.deadletter.Stage;
import dev.winnow.topology.input.IncomingDocument;
import dev.winnow.topology.load.TaskProgress;
import dev.winnow.topology.microbatch.Outcome;
import dev.winnow.topology.microbatch.Submission;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * One task's part of a pipeline: submits its documents to the process-wide batcher and forwards their results in the order
 * of its records, each in the scope of its own record. Before a commit it waits until nothing of it is pending.
 *
 * <p>A document leaves {@code pending} only after its result was forwarded: Kafka Streams may call again after some
 * failures, and must find it then.
 */
final class ClassifyProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final ClassifyStep step;
    private final Intake intake;
    private final ResultEncoder encoder;
    private final Watch watch;
    private final String resultSink;
    private final String deadLetterSink;
    private final String overflowSink;
    private final Queue<PendingDocument> pending = new ArrayDeque<>();
    private ProcessorContext<byte[], byte[]> context;
    private CommitHook hook;
    private TaskProgress progress;
    private Cancellable lookingAgain;

    ClassifyProcessor(ClassifyStep step, Intake intake, ResultEncoder encoder) {
        this.step = step;
        this.intake = intake;
        this.encoder = encoder;
        this.watch = new Watch(step.observer(), step.pipeline(), step.reader());
        this.resultSink = ClassifyStep.resultSink(step.input());
        this.deadLetterSink = ClassifyStep.deadLetterSink(step.input());
        this.overflowSink = ClassifyStep.overflowSink(step.input());
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        pending.clear();
        lookingAgain = null;
        context = processorContext;
        hook = processorContext.getStateStore(ClassifyStep.hookName(step.input()));
        hook.attach(processorContext, this::drain);
        progress =
                step.progress().follow(step.input(), processorContext.taskId().partition());
    }

    @Override
    public void process(Record<byte[], byte[]> source) {
        CommitHook.Scope scope = hook.scope();
        progress.takingIn(scope.metadata().offset());
        Optional<Record<byte[], byte[]>> shed =
                step.shedding().letter(source, scope.metadata(), System.currentTimeMillis());
        if (shed.isPresent()) {
            hook.forward(scope, shed.get(), overflowSink);
            watch.shed(source, scope);
        } else {
            take(source, scope);
        }
        forwardReady();
    }

    private void take(Record<byte[], byte[]> source, CommitHook.Scope scope) {
        long started = System.nanoTime();
        Intake.Result result = intake.accept(scope.metadata(), source.key(), source.value());
        watch.read(System.nanoTime() - started);
        if (result instanceof Intake.Result.Accepted accepted) {
            submit(source, scope, accepted.document());
        } else if (result instanceof Intake.Result.Rejected rejected) {
            reject(source, scope, rejected.rejection());
        }
    }

    private void submit(Record<byte[], byte[]> source, CommitHook.Scope scope, IncomingDocument document) {
        if (pending.isEmpty()) {
            // Before it is handed in: it may have to wait for space.
            progress.waitsSince(source.timestamp());
        }
        pending.add(new PendingDocument(
                source,
                scope,
                document.id(),
                document.eventTime(),
                step.lane()
                        .submit(new Submission(
                                document.text(),
                                RecordSize.of(source),
                                step.shadow().chooses(document.id()),
                                Watch.traceparent(source)))));
        if (lookingAgain == null) {
            lookingAgain = context.schedule(LOOK_AGAIN, PunctuationType.WALL_CLOCK_TIME, now -> lookAgain());
        }
    }

    /** Every punctuation asks Kafka Streams for a commit, so an idle task must not have any. */
    private void lookAgain() {
        forwardReady();
        if (pending.isEmpty()) {
            lookingAgain.cancel();
            lookingAgain = null;
        }
    }

    private void forwardReady() {
        while (!pending.isEmpty() && pending.element().outcome().isDone()) {
            forwardFirst();
        }
    }

    private void drain() {
        if (pending.isEmpty()) {
            return;
        }
        step.lane().flush();
        while (!pending.isEmpty()) {
            forwardFirst();
        }
    }

    private void forwardFirst() {
        PendingDocument document = pending.element();
        Outcome outcome = document.outcome().join();
        if (outcome instanceof Outcome.Classified classified) {
            write(document, classified);
        } else if (outcome instanceof Outcome.Untokenizable untokenizable) {
            reject(document.source(), document.scope(), untokenizable(untokenizable));
        } else if (outcome instanceof Outcome.Failed failed) {
            reject(document.source(), document.scope(), Rejection.of(Stage.INFER, failed.cause(), failed.attempts()));
        }
        pending.remove();
        sayWhatWaits();
    }

    private void sayWhatWaits() {
        if (pending.isEmpty()) {
            progress.waitsForNothing();
        } else {
            progress.waitsSince(pending.element().source().timestamp());
        }
    }

    private void write(PendingDocument document, Outcome.Classified outcome) {
        long started = System.nanoTime();
        byte[] value;
        try {
            value = encoder.encode(document, outcome);
        } catch (UnwritableResultException unwritable) {
            reject(document.source(), document.scope(), unwritable.rejection(outcome.attempts()));
            return;
        }
        Record<byte[], byte[]> result = document.source().withValue(value);
        long size = RecordSize.of(result);
        if (size > step.largestResult()) {
            reject(document.source(), document.scope(), tooLarge(size, outcome.attempts()));
            return;
        }
        hook.forward(document.scope(), result, resultSink);
        step.guard().answered();
        watch.written(document, outcome, System.nanoTime() - started);
    }

    private static Rejection untokenizable(Outcome.Untokenizable outcome) {
        return Rejection.withoutMessage(
                Stage.PREPARE, outcome.cause(), "the text cannot be tokenized", Rejection.UNASKED);
    }

    private Rejection tooLarge(long size, int attempts) {
        return new Rejection(
                Stage.WRITE,
                "the result takes up to %d bytes with the record's key and headers; topic '%s' takes %d"
                        .formatted(size, step.output(), step.largestResult()),
                attempts);
    }

    private void reject(Record<byte[], byte[]> source, CommitHook.Scope scope, Rejection rejection) {
        step.guard().rejecting(rejection);
        hook.forward(scope, step.deadLetters().of(source, scope.metadata(), rejection), deadLetterSink);
        watch.rejected(source, scope, rejection);
    }

    @Override
    public void close() {
        pending.clear();
        if (progress != null) {
            progress.close();
        }
    }
}
