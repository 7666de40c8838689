package dev.winnow.ops.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A configuration as it came out of all its sources.
 *
 * @param <T> the tree of records
 */
public final class EffectiveConfig<T extends Record> {
    private final T value;
    private final Settings settings;

    private EffectiveConfig(T value, Settings settings) {
        this.value = value;
        this.settings = settings;
    }

    /**
     * Lays the sources over the defaults.
     *
     * @throws ConfigException with every problem found
     */
    public static <T extends Record> EffectiveConfig<T> load(T defaults, ConfigSources sources) {
        Keys keys = Keys.of(defaults.getClass());
        List<Problem> problems = new ArrayList<>();
        Settings settings = new Settings();
        sources.file().ifPresent(file -> settings.overlay(YamlSource.read(file, keys, problems)));
        settings.overlay(EnvironmentSource.read(sources.environment(), keys, problems));
        settings.overlay(FlagValue.read(sources.flags(), keys, problems));
        Optional<Object> bound = new Binder(settings, problems).section(defaults.getClass(), "", defaults);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        @SuppressWarnings("unchecked") // the binder builds what it was asked for: the class of the defaults
        T value = (T) bound.orElseThrow();
        return new EffectiveConfig<>(value, settings);
    }

    public T value() {
        return value;
    }

    /** Where the value of a key was written. */
    public Origin originOf(String path) {
        return settings.value(path).map(Settings.Setting::origin).orElse(Origin.DEFAULT);
    }
}
