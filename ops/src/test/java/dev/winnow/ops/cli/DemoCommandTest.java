package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broker, registry client, engine and stream are the real ones. */
class DemoCommandTest {

    @Test
    void shouldAccountForEveryDocument() {
        // When
        Cli result = Cli.run(
                "demo",
                "--bundle",
                TinyBundle.folder().toString(),
                "--documents",
                "300",
                "--in-flight",
                "50",
                "--json");

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines()).hasSize(1);
        Map<String, Object> summary = result.json();
        assertThat(summary)
                .containsEntry("documents", 300)
                .containsEntry("classified", 300)
                .containsEntry("deadLetters", 0)
                .containsEntry("lost", 0)
                .containsEntry("duplicated", 0)
                .containsEntry("inFlight", 50);
        assertThat((Double) summary.get("documentsPerSecond")).isPositive();
        assertThat((Double) summary.get("meanBatchDocuments")).isBetween(1.0, 50.0);
        assertThat(summary).extractingByKey("latencyMs", MAP).satisfies(latency -> {
            assertThat((Double) latency.get("p50")).isPositive();
            assertThat((Double) latency.get("p99")).isGreaterThanOrEqualTo((Double) latency.get("p50"));
        });
    }

    @Test
    void shouldFeedAFileAndReportWhatIsNoDocument(@TempDir Path folder) throws IOException {
        // Given
        Path file = folder.resolve("texts.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("""
                    {"id": "a", "text": "Boil the potatoes with a little salt."}
                    {"id": 7, "text": "Rain from the west"}

                    not JSON
                    {"id": "b"}
                    {"text": "   "}
                    {"text": "Whisk the eggs, \\ud83e\\udd5a and \\ud800 alone"}
                    """.getBytes(StandardCharsets.UTF_8));
        }

        // When
        Cli result = Cli.run("demo", "--bundle", TinyBundle.folder().toString(), "--input", file.toString());

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).contains(file + ":4: not JSON", file + ":5: not an object with a field text");
        assertThat(result.out())
                .contains("4 documents in", "3 classified, 1 dead letters, 0 lost, 0 duplicated; 2 bad lines")
                .containsPattern("cooking-or-weather (cooking|weather) +[01]\\.\\d{3}  (Boil|Rain|Whisk)");
        assertThat(result.out() + result.err()).doesNotContain("\u001b", "\r");
    }

    @Test
    void shouldFailWhereThereIsNothingToFeed(@TempDir Path folder) throws IOException {
        // Given
        Path empty = Files.writeString(folder.resolve("empty.jsonl"), "\n");

        // When
        Cli result = Cli.run("demo", "--bundle", TinyBundle.folder().toString(), "--input", empty.toString(), "--json");

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.json()).containsEntry("documents", 0);
    }

    @Test
    void shouldRefuseWrongUsageBeforeAnythingStarts() {
        // When
        Cli none = Cli.run("demo", "--documents", "0");
        Cli noFile = Cli.run("demo", "--input", "no/such/file.jsonl");

        // Then
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).startsWith("winnow: the number of documents must be 1 or more");
        assertThat(noFile.exitCode()).isEqualTo(1);
        assertThat(noFile.err()).isEqualTo("winnow: there is no file no/such/file.jsonl\n");
    }

    @Test
    void shouldSayWhichBundleIsMissing() {
        // When
        Cli result = Cli.run("demo", "--bundle", "no-such-bundle");

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("winnow: there is no bundle 'no-such-bundle'")
                .doesNotContain("\tat ");
    }
}
