package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandsTest {
    private final Path data = TinyBundle.data();
    private final Path bundle = TinyBundle.folder();

    @Test
    void shouldTrainAndReport() {
        // When
        Cli training = TinyBundle.training();

        // Then
        assertThat(training.out())
                .contains("trained on 16 documents of tiny", "test: 4 documents, accuracy", "macro F1");
        assertThat(training.out()).contains("cooking", "weather", "Written to " + bundle);
        assertThat(training.err()).contains("features: 16 of 16 (100 %)").doesNotContain("\r", "\u001b");
    }

    @Test
    void shouldClassifyTextsOfTheCommandLine() {
        // When
        Cli result = Cli.run(
                "classify",
                "--bundle",
                bundle.toString(),
                "--json",
                "Stir the soup and add pepper.",
                "Rain all day long");

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines()).hasSize(2).first().asString().contains("\"label\":\"cooking\"");
        Map<String, Object> answer = result.json();
        assertThat(answer)
                .containsOnlyKeys(
                        "label",
                        "probability",
                        "probabilities",
                        "tokens",
                        "truncated",
                        "deltaOffset",
                        "keptTokens",
                        "rationale",
                        "rationaleTotal");
        assertThat(answer).containsEntry("label", "weather").containsEntry("truncated", false);
        assertThat(answer).containsEntry("tokens", 6).containsEntry("keptTokens", 6);
        assertThat(answer).containsEntry("deltaOffset", 0.0).containsEntry("rationale", List.of());
        assertThat(answer).extractingByKey("probabilities", MAP).containsOnlyKeys("cooking", "weather");
        assertThat((Double) answer.get("probability")).isBetween(0.5, 1.0);
    }

    @Test
    void shouldExplainOnTheTerminalAndOnAPage(@TempDir Path folder) throws IOException {
        // Given
        Path page = folder.resolve("page.html");

        // When
        Cli result = Cli.run(
                "classify",
                "--bundle",
                bundle.toString(),
                "--offset",
                "-1",
                "--explain",
                "--html",
                page.toString(),
                "Rain & wind\nall <b>day</b> long");

        // Then: at the full encoder nothing is scored
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines())
                .containsExactly(
                        result.out().lines().findFirst().orElseThrow(),
                        "  Rain & wind all <b>day</b> long",
                        "  no rationale: nothing was scored, every token is kept");
        assertThat(result.out()).startsWith("weather ").doesNotContain("\u001b");
        assertThat(Files.readString(page))
                .startsWith("<!DOCTYPE html>")
                .contains("bundle cooking-or-weather, version 1, δ offset -1</p>", "Rain</span> ", "&amp;</span>")
                .doesNotContain("<b>")
                .endsWith("</html>\n");
    }

    @Test
    void shouldRefuseWhatItCannotExplain(@TempDir Path folder) {
        // When
        Cli offset = Cli.run("classify", "--offset", "1.5", "x");
        Cli number = Cli.run("classify", "--offset", "fast", "x");
        Cli both = Cli.run("classify", "--json", "--explain", "x");
        Cli nowhere = Cli.run(
                "classify",
                "--bundle",
                bundle.toString(),
                "--html",
                folder.resolve("no/page.html").toString(),
                "x");

        // Then
        assertThat(List.of(offset.exitCode(), number.exitCode(), both.exitCode()))
                .containsOnly(2);
        assertThat(offset.err()).contains("'--offset'", "-1 (the full encoder) to 1, not 1.5");
        assertThat(number.err()).contains("'fast' is not a number such as -1, 0 or 0.25");
        assertThat(both.err()).contains("--json, --explain are mutually exclusive");
        assertThat(nowhere.exitCode()).isEqualTo(1);
        assertThat(nowhere.err()).contains("cannot write " + folder.resolve("no/page.html"));
    }

    @Test
    void shouldAnswerEveryLineOfStdinInOrder() {
        // Given
        InputStream stdin = System.in;
        String lines = "Bake the pie.\n\nSnow und Föhn — tonight ☃\n" + "word ".repeat(2_000) + "\n";
        System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));

        // When
        Cli result;
        try {
            result = Cli.run("classify", "--bundle", bundle.toString());
        } finally {
            System.setIn(stdin);
        }

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        List<String> rows = result.out().lines().toList();
        assertThat(rows).hasSize(4).allMatch(row -> row.matches("(cooking|weather) +[01]\\.\\d{3}  .*"));
        assertThat(rows.get(0)).startsWith("cooking").endsWith("Bake the pie.");
        assertThat(rows.get(2)).startsWith("weather").contains("☃");
        assertThat(rows.get(3)).hasSizeLessThan(80).endsWith("…");
    }

    @Test
    void shouldEvaluateASplitForPrograms() {
        // When
        Cli result = Cli.run(
                "evaluate", "--bundle", bundle.toString(), "--data", data.toString(), "--split", "test", "--json");

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        Map<String, Object> report = result.json();
        assertThat(report)
                .containsEntry("bundle", "cooking-or-weather")
                .containsEntry("split", "test")
                .containsEntry("documents", 4);
        assertThat((List<?>) report.get("points"))
                .singleElement()
                .asInstanceOf(MAP)
                .satisfies(point -> {
                    assertThat(point).containsEntry("offset", -1.0).containsEntry("flopsSpeedup", 1.0);
                    assertThat((Double) point.get("accuracy")).isCloseTo(1.0, within(0.26));
                    assertThat((Double) point.get("macroF1")).isBetween(0.7, 1.0);
                    assertThat((Double) point.get("documentsPerSecond")).isPositive();
                });
    }

    @Test
    void shouldEvaluateASplitForPeople() {
        // When
        Cli result = Cli.run("evaluate", "--bundle", bundle.toString(), "--data", data.toString());

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("on test: 4 documents", "accuracy", "recall", "cooking");
    }

    @Test
    void shouldSayWhichBundlesThereAre() {
        // When
        Cli result = Cli.run("classify", "--bundle", "moderatoin", "x");

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("the shipped bundles are moderation, topics");
    }
}
