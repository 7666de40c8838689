package dev.winnow.ops.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.topology.observe.PolicyArrival;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicyTrailTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final PolicyTrail trail = new PolicyTrail();

    private static PolicyArrival arrival(int number) {
        return new PolicyArrival("topics", NOON.plusSeconds(number), number, Optional.empty(), Optional.empty());
    }

    private List<String> ids() {
        return trail.entries().stream().map(PolicyTrail.Entry::id).toList();
    }

    @Test
    void shouldKeepTheNewestAlone() {
        // When
        IntStream.range(0, 1_000).mapToObj(PolicyTrailTest::arrival).forEach(trail::policyArrived);

        // Then
        List<String> expected = IntStream.range(800, 1_000)
                .mapToObj(number -> "topics@" + number)
                .sorted(Collections.reverseOrder())
                .toList();
        assertThat(ids()).isEqualTo(expected);
    }

    @Test
    void shouldBeNoLongerAfterTheTopicIsReadAnew() {
        // Given
        IntStream.range(0, 300).mapToObj(PolicyTrailTest::arrival).forEach(trail::policyArrived);
        List<String> before = ids();

        // When
        IntStream.range(0, 300).mapToObj(PolicyTrailTest::arrival).forEach(trail::policyArrived);

        // Then
        assertThat(ids()).hasSize(200).isEqualTo(before);
    }

    @Test
    void shouldTellBundlesApartThatAreAskedAtTheSameTime() {
        // When
        for (String bundle : List.of("topics", "moderation")) {
            trail.policyArrived(new PolicyArrival(bundle, NOON, 0, Optional.empty(), Optional.of("too few bytes")));
        }

        // Then
        assertThat(ids()).containsExactlyInAnyOrder("topics@0", "moderation@0");
        assertThat(trail.entries()).extracting(PolicyTrail.Entry::refusal).containsOnly("too few bytes");
    }
}
