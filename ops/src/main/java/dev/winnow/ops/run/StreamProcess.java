package dev.winnow.ops.run;

import dev.winnow.ops.exit.ExitHook;
import dev.winnow.ops.knob.KnobRoutes;
import dev.winnow.ops.management.AuditRoutes;
import dev.winnow.ops.management.HealthRoutes;
import dev.winnow.ops.management.ManagementServer;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.lifecycle.ClassifierLoader;
import dev.winnow.topology.lifecycle.WinnowApp;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
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
        try (Management management = new Management(manage());
                app;
                ExitHook exit = ExitHook.draining(app::close, app::exitStatus)) {
            app.start();
            awaitRunning(exit);
            app.awaitStopped();
        }
        app.failure().ifPresent(failure -> printer.say("the stream stopped: " + failure.getMessage()));
        return app.exitStatus();
    }

    /** Kafka Streams lets a thread that it replaces end with its exception, long after it was reported. */
    private static void logOnce(Thread thread, Throwable failure) {
        LOG.atLevel(thread.getName().contains("-StreamThread-") ? Level.DEBUG : Level.ERROR)
                .setCause(failure)
                .addKeyValue("thread", thread.getName())
                .log("a thread ended with an exception");
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

    private Optional<ManagementServer> manage() {
        Optional<ManagementServer> server = config.management()
                .address()
                .map(address -> ManagementServer.start(
                        config.management(),
                        new HealthRoutes(app::state, app::trouble),
                        new KnobRoutes(config, app::knobs),
                        new AuditRoutes(app::knobs)));
        server.ifPresent(running -> printer.say("health at " + running.url() + "/readyz"));
        return server;
    }

    /** The server, if one is configured. */
    private record Management(Optional<ManagementServer> server) implements AutoCloseable {

        @Override
        public void close() {
            server.ifPresent(ManagementServer::close);
        }
    }
}
