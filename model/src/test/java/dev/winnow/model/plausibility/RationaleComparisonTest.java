package dev.winnow.model.plausibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.dataset.DatasetException;
import dev.winnow.model.dataset.Example;
import dev.winnow.model.dataset.Span;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RationaleComparisonTest {
    /** "a bb ccc dd": [CLS], four words, [SEP]. */
    private static final TokenizedText FOUR_WORDS = new TokenizedText(
            new long[] {101, 1, 2, 3, 4, 102},
            new int[] {0, 0, 2, 5, 9, 11},
            new int[] {0, 1, 4, 8, 11, 11},
            new int[] {-1, 0, 1, 2, 3, -1},
            false);

    @Test
    void shouldMarkTokensThatAPassageTouches() {
        // When: from the second character of bb to the first of ccc, the blank before dd, and what follows dd
        MarkedDocument document =
                MarkedDocument.of(FOUR_WORDS, List.of(new Span(3, 6), new Span(8, 9), new Span(11, 12)));

        // Then
        assertThat(document.marked()).containsExactly(false, false, true, true, false, false);
    }

    @Test
    void shouldAverageOverDocumentsAndLeaveSpecialTokensOut() {
        // Given: scores of the words 4, 3, 2, 1 of 10; what [CLS] and [SEP] score would make every word fall below 1/n
        TokenScorer scorer = documents ->
                documents.stream().map(d -> new float[] {90, 4, 3, 2, 1, 90}).toArray(float[][]::new);
        RationaleComparison comparison = new RationaleComparison(
                List.of(
                        example(List.of(new Span(0, 1)), List.of(new Span(0, 1))),
                        example(List.of(), List.of(new Span(2, 4), new Span(9, 11))),
                        example(List.of(), List.of()),
                        example(List.of(new Span(0, 11)), List.of(new Span(0, 11)))),
                text -> FOUR_WORDS);
        List<Long> progress = new ArrayList<>();

        // When
        float[][] scores = comparison.score(scorer, progress::add);

        // Then: above 2.5 are 4 and 3; the document without marks does not count, the one with all has no false
        // positive
        Plausibility any = comparison.againstAny(scores);
        assertThat(any.documents()).isEqualTo(3);
        assertThat(any.averagePrecision()).isCloseTo((1 + (0.5 + 0.5) / 2 + 1) / 3, within(1e-12));
        assertThat(any.falsePositiveRate()).isCloseTo((1.0 / 3 + 1.0 / 2) / 2, within(1e-12));
        assertThat(comparison.againstMajority(scores)).isEqualTo(new Plausibility(1, 1.0 / 3, 2));
        assertThat(progress).containsExactly(3L);
    }

    @Test
    void shouldKeepDocumentsInOrderThoughTheyAreScoredByLength() {
        // Given: 100 documents of 3 to 12 tokens
        List<Example> examples = new ArrayList<>();
        for (int d = 0; d < 100; d++) {
            examples.add(
                    new Example("" + d, "w".repeat(3 + d * 7 % 10), "x", List.of(), List.of(new Span(0, 1)), Map.of()));
        }
        RationaleComparison comparison =
                new RationaleComparison(examples, text -> new TokenizedText(new long[text.length()], false));

        // When
        float[][] scores = comparison.score(
                documents -> documents.stream()
                        .map(document -> new float[document.length()])
                        .toArray(float[][]::new),
                done -> {});

        // Then
        assertThat(Arrays.stream(scores).map(row -> row.length).toList())
                .isEqualTo(examples.stream()
                        .map(example -> example.text().length())
                        .toList());
    }

    @Test
    void shouldGiveChanceForRandomScores() {
        // Given: 2,000 documents of 20 words, one character each, of which 5 are marked. The expected average precision
        // of
        // a random order is the mean over ranks, (1/n) Σ_k (1 + (k−1)(m−1)/(n−1)) / k, for n = 20 and m = 5
        int[] starts = new int[20];
        Arrays.setAll(starts, i -> i);
        int[] ends = new int[20];
        Arrays.setAll(ends, i -> i + 1);
        TokenizedText tokens = new TokenizedText(new long[20], starts, ends, starts, false);
        Random random = new Random(7);
        List<Example> examples = new ArrayList<>();
        for (int d = 0; d < 2_000; d++) {
            List<Span> passages = random.ints(0, 20)
                    .distinct()
                    .limit(5)
                    .mapToObj(i -> new Span(i, i + 1))
                    .toList();
            examples.add(new Example("" + d, "x".repeat(20), "x", passages, passages, Map.of()));
        }
        RationaleComparison comparison = new RationaleComparison(examples, text -> tokens);
        double expected = 0;
        for (int k = 1; k <= 20; k++) {
            expected += (1 + (k - 1) * 4.0 / 19) / k / 20;
        }

        // When
        Plausibility first = comparison.againstAny(comparison.score(new RandomScorer(1), done -> {}));
        Plausibility again = comparison.againstAny(comparison.score(new RandomScorer(1), done -> {}));

        // Then
        assertThat(first).isEqualTo(again);
        assertThat(first.averagePrecision()).isCloseTo(expected, within(0.01));
        assertThat(first.falsePositiveRate()).isCloseTo(0.5, within(0.02));
    }

    @Test
    void shouldSayWhatIsMissingWhereNobodyMarkedAnything() {
        assertThatThrownBy(() -> new RationaleComparison(List.of(example(List.of(), List.of())), text -> FOUR_WORDS))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("'rationale_any'");
    }

    private static Example example(List<Span> majority, List<Span> any) {
        return new Example("1", "a bb ccc dd", "x", majority, any, Map.of());
    }
}
