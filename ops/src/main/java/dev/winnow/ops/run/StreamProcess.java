package dev.winnow.ops.run;

import dev.winnow.ops.exit.ExitHook;
import dev.winnow.ops.tracing.Tracing;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.lifecycle.ClassifierLoader;
import dev.winnow.topology.lifecycle.WinnowApp;
import java.io.PrintWriter;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Runs an application until it is told to stop or cannot go on, tells people how it is, and answers those who ask. */
public final class StreamProcess {

    private static final Logger LOG = LoggerFactory.getLogger(StreamProcess.class);

    /** Long, since a group whose member died waits for that member's session to end. */
    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    private final WinnowConfig config;
    private final StatePrinter printer;
    private final WinnowApp app;

    /**
     * @param loader loads the models
     * @param err for people
     */
    public StreamProcess(WinnowConfig config, ClassifierLoader loader, PrintWriter err) {
        this.config = config;
        this.printer = new StatePrinter(config, err);
        this.app = new WinnowApp(config, loader);
    }

    /**
     * Returns the exit code when everything has stopped. A SIGTERM meanwhile ends the process by itself.
     *
     * @throws RuntimeException when it cannot start
     */
    public int run() {
        app.onChange(printer);
        Thread.setDefaultUncaughtExceptionHandler(StreamProcess::logOnce);
        try (Tracing tracing = trace();
                Management management = Management.open(config, app);
                app;
                ExitHook exit = ExitHook.draining(() -> stop(tracing), app::exitStatus)) {
            management.url().ifPresent(this::sayWhere);
            app.start();
            awaitRunning(exit);
            app.awaitStopped();
        }
        app.failure().ifPresent(failure -> printer.say("the stream stopped: " + failure.getMessage()));
        return app.exitStatus();
    }

    private Tracing trace() {
        Tracing tracing = Tracing.of(System.getenv(), config);
        tracing.observer().ifPresent(app::observe);
        return tracing;
    }

    private void stop(Tracing tracing) {
        app.close();
        tracing.close();
    }

    /** Kafka Streams lets a thread that it replaces end with its exception, long after it was reported. */
    private static void logOnce(Thread thread, Throwable failure) {
        LOG.atLevel(thread.getName().contains("-StreamThread-") ? Level.DEBUG : Level.ERROR)
                .setCause(failure)
                .addKeyValue("thread", thread.getName())
                .log("a thread ended with an exception");
    }

    private void sayWhere(String url) {
        printer.say("health at " + url + "/readyz");
        if (config.console().enabled()) {
            printer.say("console at " + url + "/console");
        }
    }

    private void awaitRunning(ExitHook exit) {
        try {
            app.awaitRunning(LONGEST_START);
        } catch (IllegalStateException e) {
            if (!exit.isStopping() && app.failure().isEmpty()) {
                throw e;
            }
        }
    }
}
