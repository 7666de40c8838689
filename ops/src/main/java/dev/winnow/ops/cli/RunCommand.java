package dev.winnow.ops.cli;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.engine.Engine;
import dev.winnow.ops.config.ConfigPrinter;
import dev.winnow.ops.config.EffectiveConfig;
import dev.winnow.ops.run.StreamProcess;
import dev.winnow.ops.terminal.Terminal;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.lifecycle.ClassifierLoader;
import java.io.PrintWriter;
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
        exitCodeList = {
            "0:done: stopped when told, everything read is finished",
            "1:failed, or not finished within application.shutdown-timeout",
            "2:wrong usage or configuration",
            "3:refused: running instances have another topology or other models"
        },
        footer = {
            "  winnow run --bootstrap-servers kafka:9092 --registry http://registry:8081 --input comments --output verdicts",
            "  winnow run --config production.yaml --set batch.linger=50ms",
            "  winnow run --print-config                what would run, and where each value comes from"
        })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions options;

    @Option(
            names = "--print-config",
            description = "Print the effective configuration with the origin of each value, secrets masked, and stop.")
    private boolean printConfig;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

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
        if (terminal.interactive()) {
            Logs.hideStates();
        }
        Engine engine = config.engine().engine(config.batch());
        ClassifierLoader loader = pipeline -> BundleClassifier.load(Bundle.open(pipeline.bundle()), engine);
        return new StreamProcess(config, loader, spec.commandLine().getErr()).run();
    }
}
