package dev.winnow.ops.cli;

import dev.winnow.ops.config.ConfigException;
import dev.winnow.ops.config.EffectiveConfig;
import dev.winnow.ops.config.FlagValue;
import dev.winnow.ops.config.Origin;
import dev.winnow.ops.config.Problem;
import dev.winnow.topology.config.WinnowConfig;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags that make up the topmost source of the configuration. */
final class ConfigOptions {
    private static final String FIRST_PIPELINE = "pipelines.0.";

    @Mixin
    private ConnectionOptions connection;

    @Option(names = "--application-id", paramLabel = "ID", description = "Sets application.id.")
    private String applicationId;

    @Option(
            names = "--offset",
            paramLabel = "OFFSET",
            description = "Sets model.delta-offset: -1 is the full encoder, 0 as trained, more is faster.")
    private String offset;

    @Option(
            names = "--bundle",
            paramLabel = "BUNDLE",
            description = "Sets pipelines.0.bundle: a folder or a shipped name.")
    private String bundle;

    @Option(
            names = "--engine",
            paramLabel = "pytorch|onnx|tensorrt",
            description = "Sets engine.name: what computes the model.")
    private String engine;

    @Option(
            names = "--device",
            paramLabel = "auto|cpu|cuda",
            description = "Sets engine.device: where libtorch computes. cuda needs an NVIDIA GPU and a build for it.")
    private String device;

    @Option(names = "--input", paramLabel = "TOPIC", description = "Sets pipelines.0.input.")
    private String input;

    @Option(names = "--output", paramLabel = "TOPIC", description = "Sets pipelines.0.output.")
    private String output;

    /**
     * Loads the configuration.
     *
     * @throws ConfigException with every problem found
     */
    EffectiveConfig<WinnowConfig> load() {
        List<FlagValue> flags = new ArrayList<>();
        ConnectionOptions.add(flags, "--application-id", "application.id", applicationId);
        ConnectionOptions.add(flags, "--offset", "model.delta-offset", offset);
        ConnectionOptions.add(flags, "--bundle", FIRST_PIPELINE + "bundle", bundle);
        ConnectionOptions.add(flags, "--engine", "engine.name", engine);
        ConnectionOptions.add(flags, "--device", "engine.device", device);
        ConnectionOptions.add(flags, "--input", FIRST_PIPELINE + "input", input);
        ConnectionOptions.add(flags, "--output", FIRST_PIPELINE + "output", output);
        EffectiveConfig<WinnowConfig> config = connection.load(flags);
        refuseAmbiguity(config.value(), flags);
        return config;
    }

    private static void refuseAmbiguity(WinnowConfig config, List<FlagValue> flags) {
        int pipelines = config.pipelines().size();
        List<Problem> problems = flags.stream()
                .filter(flag -> flag.key().startsWith(FIRST_PIPELINE))
                .map(flag -> new Problem(
                        new Origin.Flag(flag.flag()),
                        "the configuration has %d pipelines; say which one with --set %s=%s"
                                .formatted(pipelines, flag.key(), flag.text())))
                .toList();
        if (pipelines > 1 && !problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
