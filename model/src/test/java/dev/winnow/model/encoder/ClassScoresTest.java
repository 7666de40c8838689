package dev.winnow.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClassScoresTest {

    @Test
    void shouldFollowTheDefinitionOfSoftmax() {
        // Given: odds of 1 to 3, between the scores of other documents
        ClassScores scores = new ClassScores(new float[] {9, 0, (float) Math.log(3), 9}, 1, 2);

        // When, Then
        assertThat(scores.probabilities()).containsExactly(new float[] {0.25f, 0.75f}, within(1e-7f));
        assertThat(scores.crossEntropy(0)).isCloseTo(Math.log(4), within(1e-7));
        assertThat(scores.best()).isEqualTo(1);
    }

    @Test
    void shouldSurviveLogitsOfAnySize() {
        // Given
        ClassScores scores = new ClassScores(new float[] {7, 1000, 1000, -1000}, 1, 3);

        // When, Then
        assertThat(scores.probabilities()).containsExactly(new float[] {0.5f, 0.5f, 0f}, within(1e-7f));
        assertThat(scores.crossEntropy(2)).isCloseTo(2000 + Math.log(2), within(1e-9));
    }

    @Test
    void shouldTakeTheFirstOfEquals() {
        assertThat(new ClassScores(new float[] {-1, 2, 2}, 0, 3).best()).isEqualTo(1);
        assertThat(new ClassScores(new float[] {-1, -1}, 0, 2).best()).isZero();
    }
}
