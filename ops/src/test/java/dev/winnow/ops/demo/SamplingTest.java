package dev.winnow.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTest {

    @ParameterizedTest
    @ValueSource(longs = {30, 300, 1_000, 20_000, 100_001})
    void shouldShowAboutTwentyOfBothKinds(long expected) {
        // Given
        Sampling sampling = new Sampling(Optional.of(expected), 0);

        // When
        List<Long> shown = LongStream.range(0, expected)
                .filter(number -> sampling.shows(number, 0))
                .boxed()
                .toList();

        // Then
        assertThat(shown).hasSizeBetween(18, 30);
        assertThat(shown).filteredOn(number -> number % 2 == 0).hasSizeBetween(8, 15);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_500, 3_000, 6_000, 18_000})
    void shouldNotShowTheSameTextsAgainWhereTheyRepeat(long expected) {
        // Given
        Sampling sampling = new Sampling(Optional.of(expected), 0);

        // When
        List<Long> texts = LongStream.range(0, expected)
                .filter(number -> sampling.shows(number, 0))
                .map(number -> number % 300)
                .boxed()
                .toList();

        // Then
        assertThat(texts).doesNotHaveDuplicates();
    }

    @Test
    void shouldShowOneEveryHalfSecondWhereTheNumberIsUnknown() {
        // Given
        Sampling sampling = new Sampling(Optional.empty(), 0);
        long millisecond = 1_000_000;

        // When
        List<Long> shown = LongStream.range(0, 2_001)
                .filter(number -> sampling.shows(number, number * millisecond))
                .boxed()
                .toList();

        // Then
        assertThat(shown).containsExactly(0L, 500L, 1_000L, 1_500L, 2_000L);
    }
}
