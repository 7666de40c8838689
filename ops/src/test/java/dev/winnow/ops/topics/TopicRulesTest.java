package dev.winnow.ops.topics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicRulesTest {
    private static final long MONTH_MILLIS = 30L * 24 * 60 * 60 * 1_000;
    private static final TopicFacts COMPACTED = new TopicFacts(4, 1_048_588, true, MONTH_MILLIS);

    private final TopicRules rules = new TopicRules(4, 1_048_588);

    /** Documents without a key have results and dead letters without one, which such a topic refuses. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INPUT")
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
    @EnumSource
    void shouldSayNothingOfATopicAsItShouldBe(TopicRole role) {
        // Given
        TopicFacts fit = new TopicFacts(4, 1_048_588, false, MONTH_MILLIS);

        // When, Then
        assertThat(rules.problems(role, fit)).isEmpty();
        assertThat(rules.remarks(role, fit)).isEmpty();
    }
}
