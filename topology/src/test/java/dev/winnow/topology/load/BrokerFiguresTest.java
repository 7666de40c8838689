package dev.winnow.topology.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BrokerFiguresTest {
    private static final long SECOND = 1_000_000_000L;
    private static final TopicPartition OLD = new TopicPartition("documents", 0);
    private static final TopicPartition NEW = new TopicPartition("documents", 1);

    @Test
    void shouldTakeArrivalsFromTwoAnswers() {
        // Given
        BrokerFigures first = BrokerFigures.none(0).after(Map.of(OLD, 1_000L), 5 * SECOND);

        // When
        BrokerFigures second = first.after(Map.of(OLD, 1_600L, NEW, 9_000_000L), 7 * SECOND);

        // Then
        assertThat(first.perSecond(Set.of(OLD)))
                .as("of one answer nothing follows")
                .isZero();
        assertThat(second.perSecond(Set.of(OLD, NEW)))
                .as("a partition that is new has no past")
                .isEqualTo(300);
        assertThat(second.perSecond(Set.of(NEW))).isZero();
    }

    @Test
    void shouldNotCountBackwardsWhenATopicIsMadeAnew() {
        // When
        BrokerFigures figures =
                BrokerFigures.none(0).after(Map.of(OLD, 1_000L), SECOND).after(Map.of(OLD, 3L), 2 * SECOND);

        // Then
        assertThat(figures.perSecond(Set.of(OLD))).isZero();
    }
}
