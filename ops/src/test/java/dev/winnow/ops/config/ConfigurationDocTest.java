package dev.winnow.ops.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.topology.config.WinnowConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documentation is read by people and by nobody else: this test reads it too. */
class ConfigurationDocTest {
    private static final Path DOCUMENT = Path.of("../docs/CONFIGURATION.md");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");

    private record Row(String type, String defaultText, String meaning) {}

    @Test
    void shouldListEveryKeyWithItsTypeAndDefault() throws IOException {
        // Given
        Map<String, String> defaults = printedDefaults();

        // When
        Map<String, Row> rows = rows();

        // Then
        List<Key> keys = Keys.of(WinnowConfig.class).all();
        assertThat(rows.keySet())
                .containsExactlyElementsOf(keys.stream().map(Key::pattern).toList());
        for (Key key : keys) {
            Row row = rows.get(key.pattern());
            assertThat(row.type()).as(key.pattern()).isEqualTo(key.type().name());
            assertThat(row.meaning()).as(key.pattern()).hasSizeGreaterThan(20);
            if (!key.pattern().equals("engine.workers") && !key.pattern().equals("kafka.**")) {
                assertThat(row.defaultText()).as(key.pattern()).isEqualTo("`" + defaults.get(key.pattern()) + "`");
            }
        }
        assertThat(WinnowConfig.defaults().kafka()).containsExactly(Map.entry("bootstrap.servers", "localhost:9092"));
        assertThat(rows.get("kafka.**").defaultText()).isEqualTo("`kafka.bootstrap.servers`: `localhost:9092`");
    }

    @Test
    void shouldShowAnExampleThatLoads(@TempDir Path folder) throws IOException {
        // Given
        String document = Files.readString(DOCUMENT);
        String example = document.replaceFirst("(?s).*```yaml\\R(.*?)```.*", "$1");
        Path file = Files.writeString(folder.resolve("winnow.yaml"), example);

        // When
        WinnowConfig config = EffectiveConfig.load(
                        WinnowConfig.defaults(), new ConfigSources(Optional.of(file), Map.of(), List.of()))
                .value();

        // Then
        assertThat(config.pipelines()).hasSize(2);
        assertThat(config.kafka()).containsEntry("security.protocol", "SASL_SSL");
    }

    private static Map<String, Row> rows() throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> new Row(row.group(2), row.group(3), row.group(4)),
                        (first, second) -> {
                            throw new AssertionError("a key has two rows: " + first);
                        },
                        LinkedHashMap::new));
    }

    /** Defaults by pattern, read out of what the printer writes. */
    private static Map<String, String> printedDefaults() {
        String printed = ConfigPrinter.print(EffectiveConfig.load(
                WinnowConfig.defaults(), new ConfigSources(Optional.empty(), Map.of(), List.of())));
        Map<String, String> defaults = new HashMap<>();
        Map<Integer, String> sections = new HashMap<>(Map.of(0, ""));
        for (String line : printed.lines().toList()) {
            Matcher matcher = Pattern.compile("^( *(?:- )?)([\\w.-]+):(?: +\"?(.*?)\"?  # default)?$")
                    .matcher(line);
            assertThat(matcher.matches()).as(line).isTrue();
            int margin = matcher.group(1).length();
            String path = sections.get(margin) + matcher.group(2);
            if (matcher.group(3) == null) {
                // The items of a list stand two columns further in than the keys of a section.
                sections.put(margin + 2, path + ".");
                sections.put(margin + 4, path + ".*.");
            } else {
                defaults.put(path, matcher.group(3).isBlank() ? "\"" + matcher.group(3) + "\"" : matcher.group(3));
            }
        }
        return defaults;
    }
}
