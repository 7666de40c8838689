package dev.winnow.ops.stream;

import dev.winnow.topology.config.BatchConfig;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.lifecycle.ClassifierLoader;
import dev.winnow.topology.lifecycle.KafkaClients;
import dev.winnow.topology.lifecycle.WinnowApp;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** A stream with an application in this process, exactly-once, that classifies it, and what a test needs to talk to it. */
final class RunningStream implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final TestStream stream;
    private final WinnowApp app;
    private final Feed feed;
    private final Offsets offsets;

    private RunningStream(TestStream stream, WinnowApp app) {
        this.stream = stream;
        this.app = app;
        this.feed = new Feed(stream);
        this.offsets = new Offsets(stream);
    }

    /** On one partition of the shared broker, with the real model. */
    static RunningStream start() {
        return start(TestStream.create(1), BatchConfig.defaults(), Models.loader());
    }

    static RunningStream start(TestStream stream, BatchConfig batch, ClassifierLoader loader) {
        return start(stream, stream.config(Guarantee.EXACTLY_ONCE, batch), loader);
    }

    static RunningStream start(TestStream stream, WinnowConfig config, ClassifierLoader loader) {
        return start(stream, config, loader, new KafkaClients());
    }

    /** With an application that somebody has a look at before it starts. */
    static RunningStream start(
            TestStream stream, WinnowConfig config, ClassifierLoader loader, Consumer<WinnowApp> beforeStart) {
        WinnowApp app = new WinnowApp(config, loader);
        beforeStart.accept(app);
        app.start();
        return new RunningStream(stream, app);
    }

    static RunningStream start(
            TestStream stream, WinnowConfig config, ClassifierLoader loader, KafkaClientSupplier clients) {
        WinnowApp app = new WinnowApp(config, loader, clients);
        app.start();
        return new RunningStream(stream, app);
    }

    TestStream names() {
        return stream;
    }

    WinnowApp app() {
        return app;
    }

    Feed feed() {
        return feed;
    }

    Offsets offsets() {
        return offsets;
    }

    /** Sends a document to the first partition, with its id as key. */
    void send(String id, String text) {
        feed.send(0, id, feed.encode(id, text));
    }

    /** Waits until everything sent is dealt with and committed, and reads what came out. */
    Harvest harvest() {
        awaitSettled();
        return Harvest.of(stream);
    }

    /** Waits until everything sent is dealt with and committed. */
    void awaitSettled() {
        awaitSettled(PATIENCE);
    }

    void awaitSettled(Duration patience) {
        feed.flush();
        Waiting.upTo(patience).until(() -> {
            if (app.failure().isPresent()) {
                throw new AssertionError(
                        "the application stopped", app.failure().get());
            }
            return offsets.settled();
        });
    }

    @Override
    public void close() {
        app.close();
        feed.close();
        offsets.close();
    }
}
