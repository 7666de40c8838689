package dev.winnow.ops.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.terminal.Terminal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExplainedTextTest {

    @Test
    void shouldMarkWhatWasKeptAndListItByScore() {
        // Given: two spans of equal score, in the order of the text
        Explanation explanation = Explanations.of("rain in the west today", 3, 0, 1, 3, 2);

        // When
        String lines = plain(explanation);

        // Then
        assertThat(lines.lines())
                .containsExactly(
                        "so & so 0.750  kept 3 of 7 tokens",
                        "  [rain] in the [west] today",
                        "    0.0300  rain",
                        "    0.0300  west");
    }

    @Test
    void shouldUseColoursWhereThereAreSome() {
        // When
        String lines = new ExplainedText(new Terminal(true, 80, true)).of(Explanations.of("rain today", 3, 1));

        // Then
        assertThat(lines).contains("  \u001b[1;33mrain\u001b[0m today");
    }

    @Test
    void shouldUseBracketsOnATerminalWithoutColours() {
        assertThat(new ExplainedText(new Terminal(true, 80, false)).of(Explanations.of("rain today", 3, 1)))
                .contains("  [rain] today")
                .doesNotContain("\u001b");
    }

    @Test
    void shouldLetNoDocumentControlTheTerminal() {
        // When
        String lines = plain(Explanations.of("\u001b[2J\r \ud83d\ude00 \ud83d a\nb", 0, 3, 0, 3));

        // Then
        assertThat(lines).contains("   [2J  [\ud83d\ude00]   [a] b").doesNotContain("\u001b", "\r", "\ud83d ");
    }

    @Test
    void shouldSayWhenNothingReachedTheLastLayer() {
        assertThat(plain(Explanations.of("rain in the west", 1, 0, 0, 2)).lines())
                .contains("  rain in the [west]", "  marked is what came furthest, 2 of 3 layers");
    }

    @Test
    void shouldSayWhyThereIsNoRationale() {
        assertThat(plain(Explanations.unscored("rain in the west")).lines())
                .contains("  rain in the west", "  no rationale: nothing was scored, every token is kept");
    }

    @Test
    void shouldSayHowMuchIsNotListedOrNotRead() {
        // Given
        int[] reached = new int[20];
        Arrays.fill(reached, 3);

        // When
        String lines = plain(Explanations.of("word ".repeat(25), reached));

        // Then
        assertThat(lines)
                .contains("kept 21 of 22 tokens, the end of the text was not read")
                .endsWith("    and 4 more");
        assertThat(lines.lines()).hasSize(2 + 16 + 1);
    }

    private static String plain(Explanation explanation) {
        return new ExplainedText(Terminal.PIPED).of(explanation);
    }
}
