package dev.winnow.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rules and dashboard, as Prometheus and Grafana read them. */
class MonitoringTest {

    /** By Prometheus's own tool, which Debian has in its package {@code prometheus}. */
    @Nested
    class Rules {

        private static final Path FOLDER = MonitoringFiles.RULES.getParent();

        @BeforeAll
        static void needPromtool() {
            if (!"true".equals(System.getenv("CI"))) {
                assumeThat(exists())
                        .as("promtool, of Debian's package prometheus")
                        .isTrue();
            }
        }

        private static boolean exists() {
            try {
                return run("--version").exitCode() == 0;
            } catch (IOException missing) {
                return false;
            }
        }

        @Test
        void shouldFireWhenTheyShouldAndElseNot() throws IOException {
            assertThat(run("test", "rules", FOLDER + "/winnow-rules-test.yml")).satisfies(MonitoringTest::succeeded);
        }

        @Test
        void shouldBeLoadedByTheConfiguration() throws IOException {
            assertThat(run("check", "config", FOLDER + "/prometheus.yml")).satisfies(MonitoringTest::succeeded);
        }
    }

    private record Outcome(int exitCode, String output) {}

    private static void succeeded(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    private static Outcome run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.onExit().join().exitValue(), output);
    }

    @Test
    void shouldTestEveryAlert() {
        // Given
        Set<String> alerts = words(MonitoringFiles.read(MonitoringFiles.RULES), "alert");

        // When
        String tests = MonitoringFiles.read(MonitoringFiles.RULES.resolveSibling("winnow-rules-test.yml"));

        // Then
        assertThat(alerts).hasSizeGreaterThan(5);
        assertThat(words(tests, "alertname")).isEqualTo(alerts);
    }

    private static Set<String> words(String yaml, String key) {
        Set<String> words = new HashSet<>();
        Pattern.compile("\\b" + key + ": (\\w+)").matcher(yaml).results().forEach(found -> words.add(found.group(1)));
        return words;
    }

    @Test
    void shouldShowPanelsThatAskForSomethingAndDoNotOverlap() throws IOException {
        // When
        JsonNode dashboard = new ObjectMapper().readTree(MonitoringFiles.read(MonitoringFiles.DASHBOARD));

        // Then
        Set<Integer> ids = new HashSet<>();
        Set<String> cells = new HashSet<>();
        for (JsonNode panel : dashboard.get("panels")) {
            assertThat(ids.add(panel.get("id").intValue()))
                    .as("id of %s", panel)
                    .isTrue();
            occupy(cells, panel.get("gridPos"));
            if (!panel.get("type").textValue().equals("row")) {
                assertThat(panel.get("description").textValue()).isNotEmpty();
                assertThat(StreamSupport.stream(panel.get("targets").spliterator(), false))
                        .isNotEmpty()
                        .allSatisfy(target ->
                                assertThat(target.get("expr").textValue()).isNotEmpty());
            }
        }
    }

    private static void occupy(Set<String> cells, JsonNode place) {
        int left = place.get("x").intValue();
        int top = place.get("y").intValue();
        for (int x = left; x < left + place.get("w").intValue(); x++) {
            for (int y = top; y < top + place.get("h").intValue(); y++) {
                assertThat(x).isLessThan(24);
                assertThat(cells.add(x + "," + y)).as("free at %d, %d", x, y).isTrue();
            }
        }
    }
}
