package dev.winnow.ops.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one source of the configuration says, or several laid over each other: values by path. A list written in a file
 * replaces the list of the source below; environment variables and flags change single positions of it.
 */
final class Settings {

    /** A value that was written somewhere. */
    record Setting(Object value, Origin origin) {}

    private final Map<String, Setting> values = new LinkedHashMap<>();
    private final Map<String, Origin> sections = new LinkedHashMap<>();
    private final Set<String> refused = new HashSet<>();

    /** Parses and keeps a value; a value that cannot be read becomes a problem. */
    void put(String path, ValueType type, String text, Origin origin, List<Problem> problems) {
        try {
            values.put(path, new Setting(type.parse().apply(text), origin));
        } catch (IllegalArgumentException e) {
            refuse(path, new Problem(origin, path + ": " + e.getMessage()), problems);
        }
    }

    /** Notes that a value was written but cannot be used, so that it is not reported as missing as well. */
    void refuse(String path, Problem problem, List<Problem> problems) {
        refused.add(path);
        problems.add(problem);
    }

    void putSection(String path, Origin origin) {
        sections.put(path, origin);
    }

    /** Lays another source over this one. */
    void overlay(Settings above) {
        values.putAll(above.values);
        sections.putAll(above.sections);
        refused.addAll(above.refused);
    }

    Optional<Setting> value(String path) {
        return Optional.ofNullable(values.get(path));
    }

    boolean isRefused(String path) {
        return refused.contains(path);
    }

    /** Whether a file writes the section or list, even an empty one. */
    boolean hasSection(String path) {
        return sections.containsKey(path);
    }

    /** What follows the path in every written key, for instance {@code 0.input} below {@code pipelines}. */
    Set<String> below(String path) {
        String prefix = path + ".";
        Set<String> rests = new TreeSet<>();
        for (Set<String> keys : List.of(values.keySet(), sections.keySet(), refused)) {
            keys.stream()
                    .filter(key -> key.startsWith(prefix))
                    .map(key -> key.substring(prefix.length()))
                    .forEach(rests::add);
        }
        return rests;
    }

    /** Where the path, or else what encloses it, was written. */
    Origin originOf(String path) {
        Setting setting = values.get(path);
        if (setting != null) {
            return setting.origin();
        }
        if (sections.containsKey(path)) {
            return sections.get(path);
        }
        int dot = path.lastIndexOf('.');
        return dot < 0 ? Origin.DEFAULT : originOf(path.substring(0, dot));
    }
}
