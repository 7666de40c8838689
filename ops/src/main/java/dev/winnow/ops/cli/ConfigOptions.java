package dev.winnow.ops.cli;

import dev.winnow.ops.config.ConfigException;
import dev.winnow.ops.config.ConfigSources;
import dev.winnow.ops.config.EffectiveConfig;
import dev.winnow.ops.config.FlagValue;
import dev.winnow.ops.config.Origin;
import dev.winnow.ops.config.Problem;
import dev.winnow.topology.config.WinnowConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The flags that make up the topmost source of the configuration. */
final class ConfigOptions {
    private static final String FIRST_PIPELINE = "pipelines.0.";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration file (default: winnow.yaml in the working directory, if it is there).")
    private Path file;

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "Sets kafka.bootstrap.servers.")
    private String bootstrapServers;

    @Option(names = "--registry", paramLabel = "URL", description = "Sets registry.url.")
    private String registry;

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

    @Option(names = "--input", paramLabel = "TOPIC", description = "Sets pipelines.0.input.")
    private String input;

    @Option(names = "--output", paramLabel = "TOPIC", description = "Sets pipelines.0.output.")
    private String output;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            converter = Assignment.class,
            description = "Sets any key of the configuration; may be repeated. docs/CONFIGURATION.md lists the keys.")
    private List<FlagValue> assignments = new ArrayList<>();

    /** Reads an assignment; picocli turns the exception into an error of usage. */
    static final class Assignment implements ITypeConverter<FlagValue> {
        @Override
        public FlagValue convert(String assignment) {
            try {
                return FlagValue.ofAssignment(assignment);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /**
     * Loads the configuration.
     *
     * @throws ConfigException with every problem found
     */
    EffectiveConfig<WinnowConfig> load() {
        List<FlagValue> flags = new ArrayList<>(assignments);
        add(flags, "--bootstrap-servers", "kafka.bootstrap.servers", bootstrapServers);
        add(flags, "--registry", "registry.url", registry);
        add(flags, "--application-id", "application.id", applicationId);
        add(flags, "--offset", "model.delta-offset", offset);
        add(flags, "--bundle", FIRST_PIPELINE + "bundle", bundle);
        add(flags, "--input", FIRST_PIPELINE + "input", input);
        add(flags, "--output", FIRST_PIPELINE + "output", output);
        Map<String, String> environment = System.getenv();
        EffectiveConfig<WinnowConfig> config =
                EffectiveConfig.load(WinnowConfig.defaults(), ConfigSources.of(file, environment, flags));
        refuseAmbiguity(config.value(), flags);
        return config;
    }

    private static void add(List<FlagValue> flags, String flag, String key, String text) {
        if (text != null) {
            flags.add(new FlagValue(flag, key, text));
        }
    }

    private static void refuseAmbiguity(WinnowConfig config, List<FlagValue> flags) {
        int pipelines = config.pipelines().size();
        List<Problem> problems = flags.stream()
                .filter(flag ->
                        flag.key().startsWith(FIRST_PIPELINE) && !flag.flag().startsWith("--set"))
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
