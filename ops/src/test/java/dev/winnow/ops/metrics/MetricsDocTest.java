package dev.winnow.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of metrics is read by people and by nobody else: this test reads it too. */
class MetricsDocTest {

    private static final Path DOCUMENT = Path.of("../docs/METRICS.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(winnow_\\w+)` \\| (\\w+) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern HELP = Pattern.compile("(?m)^# HELP (winnow_\\w+) (.*)$");

    private record Row(String type, List<String> tags, String meaning) {}

    @Test
    void shouldListEveryMetricWithItsTypeItsTagsAndItsMeaning() throws IOException {
        // Given
        String text;
        try (Metrics metrics = MetricsFixture.metrics()) {
            text = metrics.scrape();
        }

        // When
        Map<String, Row> documented = documented();

        // Then
        assertThat(documented).containsExactlyInAnyOrderEntriesOf(measured(text));
    }

    private static Map<String, Row> documented() throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> new Row(row.group(2), tags(row.group(3)), row.group(4))));
    }

    private static List<String> tags(String cell) {
        return Pattern.compile("\\w+")
                .matcher(cell)
                .results()
                .map(tag -> tag.group())
                .sorted()
                .toList();
    }

    private static Map<String, Row> measured(String text) {
        Scrape scrape = Scrape.of(text);
        Map<String, Row> rows = new TreeMap<>();
        HELP.matcher(text).results().forEach(help -> {
            String name = help.group(1);
            rows.put(name, new Row(scrape.types().get(name), List.copyOf(scrape.tagsOf(name)), help.group(2)));
        });
        // The document says of all histograms at once that they have a maximum.
        scrape.types().entrySet().stream()
                .filter(type -> type.getValue().equals("histogram"))
                .forEach(histogram -> rows.remove(histogram.getKey() + "_max"));
        return rows;
    }
}
