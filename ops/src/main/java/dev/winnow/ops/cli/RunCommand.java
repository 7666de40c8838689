package dev.winnow.ops.cli;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.ops.config.ConfigPrinter;
import dev.winnow.ops.config.EffectiveConfig;
import dev.winnow.ops.exit.ExitHook;
import dev.winnow.ops.management.ManagementServer;
import dev.winnow.topology.config.ManagementConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.lifecycle.WinnowApp;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Classifies a stream until it is told to stop. */
@Command(
        name = "run",
        description = "Classifies the documents of a Kafka topic until it is told to stop (SIGTERM or Ctrl-C), and then"
                + " finishes what it has read. Configuration: flags over environment variables (WINNOW_BATCH_LINGER for"
                + " batch.linger) over winnow.yaml over defaults.",
        footer = {
            "  winnow run --bootstrap-servers kafka:9092 --registry http://registry:8081 --input comments --output verdicts",
            "  winnow run --config production.yaml --set batch.linger=50ms",
            "  winnow run --print-config                what would run, and where each value comes from"
        })
final class RunCommand implements Callable<Integer> {
    /** Long, since a group whose member died waits for that member's session to end. */
    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    @Mixin
    private ConfigOptions options;

    @Option(
            names = "--print-config",
            description = "Print the effective configuration with the origin of each value, secrets masked, and stop.")
    private boolean printConfig;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        EffectiveConfig<WinnowConfig> config = options.load();
        if (printConfig) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(ConfigPrinter.print(config));
            out.flush();
            return 0;
        }
        return run(config.value());
    }

    private int run(WinnowConfig config) {
        PrintWriter err = spec.commandLine().getErr();
        WinnowApp app = new WinnowApp(
                config,
                pipeline -> BundleClassifier.load(
                        Bundle.open(pipeline.bundle()), config.engine().precision()));
        app.onChange(new StatePrinter(config, err));
        try (Management management = Management.of(config.management(), app, err);
                app;
                ExitHook exit = ExitHook.draining(app::close, app::exitStatus)) {
            app.start();
            awaitRunning(app, exit);
            app.awaitStopped();
        }
        app.failure().ifPresent(failure -> {
            throw new IllegalStateException("the stream stopped: " + failure.getMessage(), failure);
        });
        return app.exitStatus();
    }

    private static void awaitRunning(WinnowApp app, ExitHook exit) {
        try {
            app.awaitRunning(LONGEST_START);
        } catch (IllegalStateException e) {
            if (!exit.isStopping()) {
                throw e;
            }
        }
    }

    /** The server, if one is configured. */
    private record Management(Optional<ManagementServer> server) implements AutoCloseable {

        static Management of(ManagementConfig config, WinnowApp app, PrintWriter err) {
            Optional<ManagementServer> server =
                    config.address().map(address -> ManagementServer.start(address, app::state, app::trouble));
            server.ifPresent(running -> err.println("winnow: health at " + running.url() + "/readyz"));
            err.flush();
            return new Management(server);
        }

        @Override
        public void close() {
            server.ifPresent(ManagementServer::close);
        }
    }
}
