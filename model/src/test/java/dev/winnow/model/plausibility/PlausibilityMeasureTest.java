package dev.winnow.model.plausibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.tokenizer.TokenizedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlausibilityMeasureTest {
    /** "a bb ccc dd": [CLS], four words, [SEP]. */
    private final TokenizedText tokens = new TokenizedText(
            new long[] {101, 1, 2, 3, 4, 102}, new int[] {0, 0, 2, 5, 9, 0}, new int[] {0, 1, 4, 8, 11, 0}, false);

    @Test
    void shouldMarkTokensThatAPassageTouches() {
        // When: from the second character of bb to the first of ccc, and the blank before dd
        MarkedDocument document = MarkedDocument.of(tokens, List.of(new int[] {3, 6}, new int[] {8, 9}));

        // Then
        assertThat(document.marked()).containsExactly(false, false, true, true, false, false);
    }

    @Test
    void shouldAverageOverDocumentsAndLeaveSpecialTokensOut() {
        // Given: scores of the words 4, 3, 2, 1 of 10; what [CLS] and [SEP] score would make every word fall below 1/n
        TokenScorer scorer = documents ->
                documents.stream().map(d -> new float[] {90, 4, 3, 2, 1, 90}).toArray(float[][]::new);
        List<MarkedDocument> documents = List.of(
                document(false, true, false, false, false, false),
                document(false, false, true, false, true, false),
                document(false, false, false, false, false, false),
                document(false, true, true, true, true, false));

        // When
        List<Long> progress = new ArrayList<>();
        Plausibility plausibility = PlausibilityMeasure.of(scorer, documents, progress::add);

        // Then: above 2.5 are 4 and 3; the document without marks does not count, the one with all has no false
        // positive
        assertThat(plausibility.documents()).isEqualTo(3);
        assertThat(plausibility.averagePrecision()).isCloseTo((1 + (0.5 + 0.5) / 2 + 1) / 3, within(1e-12));
        assertThat(plausibility.falsePositiveRate()).isCloseTo((1.0 / 3 + 1.0 / 2) / 2, within(1e-12));
        assertThat(progress).containsExactly(3L);
    }

    @Test
    void shouldGiveChanceForRandomScores() {
        // Given: 2,000 documents of 20 words of which 5 are marked; the expected average precision of a random order is
        // the mean over ranks, (1/n) Σ_k (1 + (k−1)(m−1)/(n−1)) / k, for n = 20 and m = 5
        List<MarkedDocument> documents = new ArrayList<>();
        Random random = new Random(7);
        for (int d = 0; d < 2_000; d++) {
            boolean[] marked = new boolean[22];
            for (int left = 5; left > 0; ) {
                int i = 1 + random.nextInt(20);
                left -= marked[i] ? 0 : 1;
                marked[i] = true;
            }
            documents.add(new MarkedDocument(new TokenizedText(new long[22], false), marked));
        }
        double expected = 0;
        for (int k = 1; k <= 20; k++) {
            expected += (1 + (k - 1) * 4.0 / 19) / k / 20;
        }

        // When
        Plausibility first = PlausibilityMeasure.of(new RandomScorer(1), documents, done -> {});
        Plausibility again = PlausibilityMeasure.of(new RandomScorer(1), documents, done -> {});

        // Then
        assertThat(first).isEqualTo(again);
        assertThat(first.averagePrecision()).isCloseTo(expected, within(0.01));
        assertThat(first.falsePositiveRate()).isCloseTo(0.5, within(0.02));
    }

    private MarkedDocument document(boolean... marked) {
        return new MarkedDocument(tokens, marked);
    }
}
