package dev.winnow.ops.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the variables {@code WINNOW_*}: {@code WINNOW_BATCH_LINGER} is {@code batch.linger},
 * {@code WINNOW_PIPELINES_0_INPUT} is {@code pipelines.0.input}, {@code WINNOW_KAFKA_BOOTSTRAP_SERVERS} is
 * {@code kafka.bootstrap.servers}.
 *
 * <p>A variable that names no key is refused only where it looks like a slip. Refusing all of them would break a process
 * on Kubernetes, which announces a service called "winnow" to its neighbours as {@code WINNOW_SERVICE_HOST} and more.
 */
final class EnvironmentSource {
    private EnvironmentSource() {}

    static Settings read(Map<String, String> environment, Keys keys, List<Problem> problems) {
        Settings settings = new Settings();
        new TreeMap<>(environment).forEach((name, text) -> {
            if (name.startsWith(Key.VARIABLE_PREFIX)) {
                read(name, text, keys, settings, problems);
            }
        });
        return settings;
    }

    private static void read(String name, String text, Keys keys, Settings settings, List<Problem> problems) {
        Origin origin = new Origin.Variable(name);
        for (Key key : keys.all()) {
            Optional<String> path = key.pathOf(name);
            if (path.isPresent()) {
                settings.put(path.get(), key.type(), text, origin, problems);
                return;
            }
        }
        List<String> known = keys.all().stream()
                .map(key -> withPosition(key.variable(), name))
                .toList();
        if (Suggestion.nearest(name, known).isPresent()) {
            problems.add(new Problem(origin, "names no key" + Suggestion.question(name, known)));
        }
    }

    private static String withPosition(String variable, String written) {
        String digits = written.replaceAll("\\D", "");
        return variable.replace(Key.POSITION, digits.isEmpty() ? "0" : digits);
    }
}
