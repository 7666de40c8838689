package dev.winnow.ops.bench.stream;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.ops.run.Management;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.lifecycle.WinnowApp;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** An application that has taken its partitions and has answered one document: from here on there is something to measure. */
public final class RunningStream implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    /** Stream threads that join later than the first make the group divide its partitions again. */
    private static final Duration SETTLING = Duration.ofSeconds(4);

    private final WinnowApp app;
    private final Management management;
    private final ResultCounter results;

    private RunningStream(WinnowApp app, Management management, ResultCounter results) {
        this.app = app;
        this.management = management;
        this.results = results;
    }

    /**
     * Starts it.
     *
     * @param base what does not depend on the topics
     * @param classifier stays open when the run is closed
     * @param feed gives the first document
     */
    public static RunningStream start(WinnowConfig base, Classifier classifier, StreamTopics topics, Feed feed) {
        WinnowConfig config = topics.configure(base);
        WinnowApp app = new WinnowApp(config, pipeline -> new Borrowed(classifier));
        RunningStream run = new RunningStream(app, Management.open(config, app), new ResultCounter(topics));
        try {
            app.start();
            app.awaitRunning(START_TIMEOUT);
            feed.send(1);
            run.results.await(1);
            LockSupport.parkNanos(SETTLING.toNanos());
            return run;
        } catch (RuntimeException e) {
            run.close();
            throw e;
        }
    }

    public WinnowApp app() {
        return app;
    }

    public ResultCounter results() {
        return results;
    }

    /** Where it answers over HTTP, if it does. */
    public Optional<String> managementUrl() {
        return management.url();
    }

    @Override
    public void close() {
        results.close();
        app.close();
        management.close();
    }
}
