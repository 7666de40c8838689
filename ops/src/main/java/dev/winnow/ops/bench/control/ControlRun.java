package dev.winnow.ops.bench.control;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.embedded.EmbeddedBroker;
import dev.winnow.ops.knob.PolicyTopic;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.ControlLaw;
import dev.winnow.topology.control.Controller;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.lifecycle.WinnowApp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Runs applications of their own through loads, each with fresh topics on one broker. */
final class ControlRun {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration DRAIN_TIMEOUT = Duration.ofMinutes(4);

    /** Stream threads that join later than the first make the group divide its partitions again. */
    private static final Duration SETTLING = Duration.ofSeconds(4);

    /** Until the sender's thread is there. */
    private static final long HEAD_START_MILLIS = 200;

    /** Two for each partition, so that no thread meets its first document under load. */
    private static final int WARM_UP_DOCUMENTS = 2 * RunTopics.PARTITIONS;

    private static final double MILLIS = 1e3;
    private static final double FIRST_THIRD = 1 / 3.0;
    private static final double LAST_TENTH = 0.9;

    private final EmbeddedBroker broker;
    private final WinnowConfig base;
    private final Classifier lent;
    private final CalibrationCurve curve;
    private final List<String> texts;

    /** @param lent a calibrated model whose {@code close} does nothing: each application closes it */
    ControlRun(EmbeddedBroker broker, WinnowConfig base, Classifier lent, CalibrationCurve curve, List<String> texts) {
        this.broker = broker;
        this.base = base;
        this.lent = lent;
        this.curve = curve;
        this.texts = texts;
    }

    /**
     * One load through one application, until every document has its result.
     *
     * @param name no other run has
     * @param held what is to be held, written to the control topic; empty where nobody turns the knob
     */
    RunRecord run(String name, Contender contender, Optional<AutoPolicy> held, Schedule schedule) {
        return run(name, contender.configured(curve), contender.laws().orElse(Controller::new), held, schedule);
    }

    /** The same at one offset all the time. */
    RunRecord run(String name, DeltaOffset offset, Schedule schedule) {
        return run(name, offset, Controller::new, Optional.empty(), schedule);
    }

    private RunRecord run(
            String name, DeltaOffset offset, ControlLaw.Source laws, Optional<AutoPolicy> held, Schedule schedule) {
        RunTopics topics = RunTopics.create(broker, name);
        WinnowConfig config = topics.configure(base, offset);
        held.ifPresent(policy -> ask(config, policy));
        try (ResultReader results = new ResultReader(topics);
                Sender sender = new Sender(topics, texts);
                WinnowApp app = new WinnowApp(config, pipeline -> lent, laws)) {
            app.start();
            app.awaitRunning(START_TIMEOUT);
            warmUp(sender, results);
            long start = System.currentTimeMillis() + HEAD_START_MILLIS;
            double late = load(sender, results, schedule, start);
            app.close();
            results.readToEnd();
            return RunRecord.of(schedule, WARM_UP_DOCUMENTS, start, late, results.results());
        }
    }

    private void ask(WinnowConfig config, AutoPolicy policy) {
        try (PolicyTopic topic = PolicyTopic.open(config)) {
            topic.write(
                    lent.model(),
                    new Policy(Optional.empty(), Optional.of(policy), "winnow bench control", "", Instant.now()));
        }
    }

    private static void warmUp(Sender sender, ResultReader results) {
        long now = System.currentTimeMillis();
        var unused = sender.send(Schedule.atOnce(WARM_UP_DOCUMENTS), 0, now);
        if (!results.await(WARM_UP_DOCUMENTS, now + START_TIMEOUT.toMillis())) {
            throw new IllegalStateException("the application answers no document");
        }
        LockSupport.parkNanos(SETTLING.toNanos());
    }

    /** Reads on this thread and sends on another, which waits for nobody. */
    private static double load(Sender sender, ResultReader results, Schedule schedule, long start) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<Double> sending =
                    CompletableFuture.supplyAsync(() -> sender.send(schedule, WARM_UP_DOCUMENTS, start), thread);
            double last = schedule.documents() == 0 ? 0 : schedule.second(schedule.documents() - 1);
            long deadline = start + Math.round(last * MILLIS) + DRAIN_TIMEOUT.toMillis();
            var unused = results.await(WARM_UP_DOCUMENTS + schedule.documents(), deadline);
            return sending.join();
        } finally {
            thread.shutdownNow();
        }
    }

    /** Documents a second between the first third and the last tenth of the results: start and end are another question. */
    static double rate(List<Answer> answers) {
        double from = RunMetrics.quantile(answers, Answer::written, FIRST_THIRD);
        double to = RunMetrics.quantile(answers, Answer::written, LAST_TENTH);
        return (LAST_TENTH - FIRST_THIRD) * answers.size() / (to - from);
    }
}
