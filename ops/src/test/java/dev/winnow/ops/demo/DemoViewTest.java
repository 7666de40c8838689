package dev.winnow.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.terminal.Terminal;
import dev.winnow.v1.Classification;
import dev.winnow.v1.RationaleSpan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoViewTest {
    private final StringWriter results = new StringWriter();
    private final StringWriter progress = new StringWriter();

    @Test
    void shouldWritePlainLinesWhereOutputIsPiped() {
        // Given
        DemoView view = view(Terminal.PIPED);

        // When
        view.note("Starting");
        view.result("A rather long text ".repeat(20), classification());

        // Then
        assertThat(progress).hasToString("Starting" + System.lineSeparator());
        assertThat(results.toString())
                .startsWith("moderation normal       0.900  A rather long text")
                .endsWith("…\n");
        assertThat(results.toString().strip()).hasSizeLessThan(80).doesNotContain("\u001b");
    }

    @Test
    void shouldUseTheWidthOfTheTerminalAndClearTheChangingLineBeforeAResult() {
        // Given
        DemoView view = view(new Terminal(true, 120, true));

        // When
        view.result("A rather long text ".repeat(20), classification());

        // Then
        assertThat(progress).hasToString("\r\u001b[2K");
        assertThat(results.toString().strip()).hasSize(119);
    }

    @Test
    void shouldShowTheBestWordsOfTheRationaleThatFit() {
        // Given
        Classification result = Classification.newBuilder(classification())
                .setRationale(List.of(
                        new RationaleSpan(300, 305, 0.5f, 6),
                        new RationaleSpan(26, 36, 0.3f, 6),
                        new RationaleSpan(0, 7, 0.2f, 6),
                        new RationaleSpan(8, 12, 0.1f, 6)))
                .setRationaleTotal(4)
                .build();

        // When
        view(Terminal.PIPED).result("Somehow this explanation, thoroughly good, goes on", result);

        // Then: the first span lies behind what the view knows of the text
        assertThat(results.toString()).startsWith("moderation normal       0.900  [thoroughly, Somehow] Somehow this");
    }

    @Test
    void shouldSaySummaryAndWhatWasMeasured() {
        // Given
        DemoView view = view(Terminal.PIPED);

        // When
        view.summary(new DemoSummary(10, 8, 1, 1, 0, 2, 2.0, 4.5, new DemoSummary.Latency(20, 40), 3.5, 16));

        // Then
        assertThat(results.toString())
                .contains("10 documents in 2.0 s: 8 classified, 1 dead letters, 1 lost, 0 duplicated; 2 bad lines")
                .contains("latency p50 20 ms, p99 40 ms, mean batch 3.5 documents")
                .contains("until its committed result is read; 16 under way at most");
    }

    private DemoView view(Terminal terminal) {
        return new DemoView(terminal, new PrintWriter(results), new PrintWriter(progress));
    }

    private static Classification classification() {
        return Classification.newBuilder()
                .setDocumentId("id")
                .setModel("moderation")
                .setModelVersion("1")
                .setLabel("normal")
                .setProbability(0.9f)
                .setProbabilities(Map.of("normal", 0.9f))
                .setTokens(3)
                .build();
    }
}
