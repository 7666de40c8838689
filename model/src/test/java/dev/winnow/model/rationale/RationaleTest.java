package dev.winnow.model.rationale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.classifier.TokenTrace;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.List;
import org.junit.jupiter.api.Test;

class RationaleTest {
    private static final int LAYERS = 6;

    /** [CLS] don ' t over ##heat the soup [SEP] */
    private static final String TEXT = "don't overheat the soup";

    private static final TokenizedText TOKENS = new TokenizedText(
            new long[9],
            new int[] {0, 0, 3, 4, 6, 10, 15, 19, 23},
            new int[] {0, 3, 4, 5, 10, 14, 18, 23, 23},
            new int[] {-1, 0, 1, 2, 3, 3, 4, 5, -1},
            false);

    @Test
    void shouldGiveSurvivingWordsByScore() {
        // Given
        TokenTrace trace = trace(
                new int[] {6, 1, 0, 2, 6, 6, 0, 6, 6}, new float[] {0.3f, 0, 0, 0, 0.1f, 0.15f, 0.05f, 0.35f, 0.2f});

        // When
        Rationale rationale = Rationale.of(TOKENS, trace, 16);

        // Then
        assertThat(words(rationale)).containsExactly("soup", "overheat");
        assertThat(rationale.total()).isEqualTo(2);
        assertThat(rationale.spans().get(1).score()).isCloseTo(0.25f, within(1e-6f));
        assertThat(rationale.spans()).extracting(RationaleSpan::layer).containsOnly(LAYERS);
    }

    @Test
    void shouldCoverAWordOfWhichOneSubWordSurvived() {
        // Given
        TokenTrace trace =
                trace(new int[] {6, 0, 0, 0, 0, 6, 0, 0, 0}, new float[] {0.5f, 0, 0, 0, 0.125f, 0.25f, 0, 0, 0});

        // When
        Rationale rationale = Rationale.of(TOKENS, trace, 16);

        // Then
        assertThat(rationale.spans()).containsExactly(new RationaleSpan(6, 14, 0.375f, LAYERS));
    }

    @Test
    void shouldJoinWordsWithNothingBetweenThemAndNoOthers() {
        // Given
        TokenTrace trace = trace(
                new int[] {6, 6, 6, 6, 0, 0, 6, 6, 6}, new float[] {0.1f, 0.2f, 0.2f, 0.2f, 0, 0, 0.1f, 0.1f, 0.1f});

        // When
        Rationale rationale = Rationale.of(TOKENS, trace, 16);

        // Then
        assertThat(words(rationale)).containsExactly("don't", "the", "soup");
    }

    @Test
    void shouldTakeTheTokensThatCameFurthestWhereNoneSurvived() {
        // Given
        TokenTrace trace = trace(
                new int[] {6, 0, 1, 0, 2, 3, 1, 3, 6}, new float[] {0.5f, 0, 0.1f, 0, 0.1f, 0.1f, 0.1f, 0.1f, 0.3f});

        // When
        Rationale rationale = Rationale.of(TOKENS, trace, 16);

        // Then
        assertThat(words(rationale)).containsExactly("overheat", "soup");
        assertThat(rationale.spans()).extracting(RationaleSpan::layer).containsOnly(3);
    }

    @Test
    void shouldCapAndSayHowManyThereWere() {
        // Given
        TokenTrace trace = trace(
                new int[] {6, 6, 6, 6, 6, 6, 6, 6, 6}, new float[] {0, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.4f, 0});

        // When
        Rationale rationale = Rationale.of(TOKENS, trace, 2);

        // Then
        assertThat(words(rationale)).containsExactly("soup", "don't");
        assertThat(rationale.total()).isEqualTo(4);
        assertThat(Rationale.of(TOKENS, trace, 0).spans()).isEmpty();
    }

    @Test
    void shouldPreferTheEarlierOfEquals() {
        // Given
        float even = 1f / 8;
        TokenTrace trace =
                trace(new int[] {6, 0, 0, 0, 0, 0, 6, 6, 0}, new float[] {even, 0, 0, 0, 0, 0, even, even, 0});

        // When
        Rationale rationale = Rationale.of(TOKENS, trace, 16);

        // Then
        assertThat(words(rationale)).containsExactly("the", "soup");
    }

    @Test
    void shouldBeEmptyWhereNothingWasScored() {
        // Given
        TokenTrace full = TokenTrace.full(TOKENS.length(), LAYERS);

        // When
        Rationale rationale = Rationale.of(TOKENS, full, 16);

        // Then
        assertThat(rationale.spans()).isEmpty();
        assertThat(rationale.total()).isZero();
    }

    @Test
    void shouldRefuseTheTraceOfAnotherDocument() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rationale.of(TOKENS, TokenTrace.full(3, LAYERS), 16))
                .withMessageContaining("a trace of 3 tokens");
    }

    private static TokenTrace trace(int[] reached, float[] scores) {
        return new TokenTrace(LAYERS, reached, scores);
    }

    private static List<String> words(Rationale rationale) {
        return rationale.spans().stream().map(span -> span.of(TEXT)).toList();
    }
}
