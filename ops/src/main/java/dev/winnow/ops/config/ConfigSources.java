package dev.winnow.ops.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a configuration is looked for, lowest first.
 *
 * @param file a YAML file; it must exist
 * @param environment all environment variables
 * @param flags keys set on the command line; the last of equals wins
 */
public record ConfigSources(Optional<Path> file, Map<String, String> environment, List<FlagValue> flags) {

    /** The file read where none is named, if it is there. */
    public static final Path DEFAULT_FILE = Path.of("winnow.yaml");

    public ConfigSources {
        environment = Map.copyOf(environment);
        flags = List.copyOf(flags);
    }

    /** The named file, or else {@link #DEFAULT_FILE} where the working directory has one. */
    public static ConfigSources of(Path named, Map<String, String> environment, List<FlagValue> flags) {
        Optional<Path> file =
                Optional.ofNullable(named).or(() -> Optional.of(DEFAULT_FILE).filter(Files::exists));
        return new ConfigSources(file, environment, flags);
    }
}
