package dev.winnow.ops.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people take to Prometheus and Grafana. */
public final class MonitoringFiles {

    public static final Path RULES = Path.of("monitoring/prometheus/winnow-rules.yml");
    public static final Path DASHBOARD = Path.of("monitoring/grafana/dashboards/winnow.json");

    private static final Pattern METRIC = Pattern.compile("\\b(?:winnow|jvm|process|system)_[a-z0-9_]+");

    private MonitoringFiles() {}

    /** Every metric that a query of theirs names. */
    public static Set<String> metrics() {
        return Stream.of(RULES, DASHBOARD)
                .flatMap(file -> METRIC.matcher(read(file)).results())
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
