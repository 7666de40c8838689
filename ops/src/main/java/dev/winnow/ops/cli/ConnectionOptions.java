package dev.winnow.ops.cli;

import dev.winnow.ops.config.ConfigException;
import dev.winnow.ops.config.ConfigSources;
import dev.winnow.ops.config.EffectiveConfig;
import dev.winnow.ops.config.FlagValue;
import dev.winnow.topology.config.WinnowConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The flags that every command has that reads a configuration, whatever it wants of it. */
final class ConnectionOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration file (default: winnow.yaml in the working directory, if it is there).")
    private Path file;

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "Sets kafka.bootstrap.servers.")
    private String bootstrapServers;

    @Option(names = "--registry", paramLabel = "URL", description = "Sets registry.url.")
    private String registry;

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
     * Loads the configuration. Which defaults it is laid over, those for processors or for GPUs, is known only when it is there.
     *
     * @throws ConfigException with every problem found
     */
    EffectiveConfig<WinnowConfig> load() {
        return load(List.of());
    }

    /** The same with more flags. */
    EffectiveConfig<WinnowConfig> load(List<FlagValue> more) {
        List<FlagValue> flags = new ArrayList<>(assignments);
        add(flags, "--bootstrap-servers", "kafka.bootstrap.servers", bootstrapServers);
        add(flags, "--registry", "registry.url", registry);
        flags.addAll(more);
        ConfigSources sources = ConfigSources.of(file, System.getenv(), flags);
        EffectiveConfig<WinnowConfig> config = EffectiveConfig.load(WinnowConfig.defaults(), sources);
        return config.value().engine().isOnGpu() ? EffectiveConfig.load(WinnowConfig.gpuDefaults(), sources) : config;
    }

    static void add(List<FlagValue> flags, String flag, String key, String text) {
        if (text != null) {
            flags.add(new FlagValue(flag, key, text));
        }
    }
}
