package dev.winnow.ops.topics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicRulesTest {
    private static final long MONTH_MILLIS = 30L * 24 * 60 * 60 * 1_000;
    private static final TopicFacts COMPACTED = new TopicFacts(4, 1_048_588, true, false, MONTH_MILLIS);

    private final TopicRules rules = new TopicRules(4, 1_048_588);

    /** Documents without a key have results and dead letters without one, which such a topic refuses. */
    @ParameterizedTest
    @EnumSource(names = {"OUTPUT", "DEAD_LETTERS"})
    void shouldRefuseACompactedTopicThatIsWritten(TopicRole role) {
        // When, Then
        assertThat(rules.problems(role, COMPACTED)).singleElement().asString().startsWith("cleanup.policy has compact");
    }

    @Test
    void shouldRemarkACompactedTopicThatIsRead() {
        // When, Then
        assertThat(rules.problems(TopicRole.INPUT, COMPACTED)).isEmpty();
        assertThat(rules.remarks(TopicRole.INPUT, COMPACTED))
                .singleElement()
                .asString()
                .startsWith("cleanup.policy has compact");
    }

    @ParameterizedTest
    @EnumSource(names = {"INPUT", "OUTPUT", "DEAD_LETTERS"})
    void shouldSayNothingOfATopicAsItShouldBe(TopicRole role) {
        // Given
        TopicFacts fit = new TopicFacts(4, 1_048_588, false, true, MONTH_MILLIS);

        // When, Then
        assertThat(rules.problems(role, fit)).isEmpty();
        assertThat(rules.remarks(role, fit)).isEmpty();
    }

    @Test
    void shouldWantAControlTopicThatForgetsNoPolicyAndKeepsTheirOrder() {
        // Given
        TopicFacts fit = new TopicFacts(1, 1_048_588, true, false, MONTH_MILLIS);
        TopicFacts forgetful = new TopicFacts(1, 1_048_588, true, true, MONTH_MILLIS);

        // When, Then
        assertThat(rules.problems(TopicRole.CONTROL, fit)).isEmpty();
        assertThat(rules.problems(TopicRole.CONTROL, forgetful))
                .singleElement()
                .asString()
                .contains("not compact alone");
        assertThat(rules.problems(TopicRole.CONTROL, COMPACTED))
                .singleElement()
                .asString()
                .contains("4 partitions");
    }
}
