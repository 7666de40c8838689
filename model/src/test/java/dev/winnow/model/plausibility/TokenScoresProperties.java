package dev.winnow.model.plausibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TokenScoresProperties {

    @Example
    void shouldMeasureAsByHand() {
        // Given: by score, marked are the 1st, 3rd and 4th of five; three of five are above 1.5/5 = 0.3, one of them
        // unmarked
        TokenScores scores = scores(new float[] {0.4f, 0.35f, 0.5f, 0.05f, 0.2f}, false, true, true, false, true);

        // Then
        assertThat(scores.averagePrecision()).isCloseTo((1.0 / 1 + 2.0 / 3 + 3.0 / 4) / 3, within(1e-12));
        assertThat(scores.falsePositiveRate()).isEqualTo(0.5);
    }

    /** The example of scikit-learn's documentation of {@code average_precision_score}, which gives 0.83. */
    @Example
    void shouldAgreeWithTheDocumentationOfAnotherLibrary() {
        assertThat(scores(new float[] {0.1f, 0.4f, 0.35f, 0.8f}, false, false, true, true)
                        .averagePrecision())
                .isCloseTo(0.8333, within(1e-4));
    }

    @Example
    void shouldLetEqualScoresComeInTogether() {
        // Given: 0.3 once, marked, then three of 0.2 of which one is marked
        TokenScores scores = scores(new float[] {0.2f, 0.2f, 0.3f, 0.2f}, true, false, true, false);

        // Then
        assertThat(scores.averagePrecision()).isCloseTo((1.0 + 2.0 / 4) / 2, within(1e-12));
    }

    @Example
    void shouldBeChanceWhereNothingStandsOut() {
        for (float score : new float[] {0, 0.1f, 1e-30f}) {
            TokenScores scores =
                    scores(new float[] {score, score, score, score, score}, true, false, false, true, false);
            assertThat(scores.averagePrecision()).isCloseTo(0.4, within(1e-12));
            assertThat(scores.falsePositiveRate()).isZero();
        }
    }

    @Example
    void shouldKnowWhatCannotBeMeasured() {
        assertThat(scores(new float[] {1, 2}, true, true).falsePositiveRate()).isNaN();
        assertThat(scores(new float[] {1, 2}, true, true).averagePrecision()).isEqualTo(1);
        TokenScores unmarked = scores(new float[] {1, 2}, false, false);
        assertThatThrownBy(unmarked::averagePrecision).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> scores(new float[0])).isInstanceOf(IllegalArgumentException.class);
    }

    /** Independent of sorting: for each marked token, the precision among all tokens that score at least as high. */
    @Property(tries = 500)
    void shouldAgreeWithTheDefinitionAndNotDependOnScale(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 0, max = 8) Integer> values,
            @ForAll @Size(min = 20, max = 20) List<Boolean> marks) {
        Assume.that(marks.subList(0, values.size()).contains(true));

        // Given
        int n = values.size();
        float[] scores = new float[n];
        float[] scaled = new float[n];
        boolean[] marked = new boolean[n];
        for (int i = 0; i < n; i++) {
            scores[i] = values.get(i);
            scaled[i] = values.get(i) * 0.25f;
            marked[i] = marks.get(i);
        }

        // When
        TokenScores measured = new TokenScores(scores, marked);

        // Then
        assertThat(measured.averagePrecision()).isCloseTo(byDefinition(scores, marked), within(1e-12));
        assertThat(new TokenScores(scaled, marked).averagePrecision()).isEqualTo(measured.averagePrecision());
        assertThat(Double.valueOf(new TokenScores(scaled, marked).falsePositiveRate()))
                .isEqualTo(Double.valueOf(measured.falsePositiveRate()));
    }

    private static double byDefinition(float[] scores, boolean[] marked) {
        double sum = 0;
        int all = 0;
        for (int i = 0; i < scores.length; i++) {
            if (marked[i]) {
                int retrieved = 0;
                int right = 0;
                for (int j = 0; j < scores.length; j++) {
                    if (scores[j] >= scores[i]) {
                        retrieved++;
                        right += marked[j] ? 1 : 0;
                    }
                }
                sum += (double) right / retrieved;
                all++;
            }
        }
        return sum / all;
    }

    private static TokenScores scores(float[] scores, boolean... marked) {
        return new TokenScores(scores, marked);
    }
}
