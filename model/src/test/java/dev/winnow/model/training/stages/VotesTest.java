package dev.winnow.model.training.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.dataset.DatasetSplit;
import dev.winnow.model.dataset.Example;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VotesTest {
    private static final List<String> LABELS = List.of("calm", "storm");

    @Test
    void shouldTurnVotesIntoLogarithmsOfShares() {
        // Given
        DatasetSplit split = split(Map.of("calm", 2, "storm", 1), Map.of());

        // When
        float[][] logits = Votes.logits(split, LABELS).orElseThrow();

        // Then
        assertThat(Math.exp(logits[0][0])).isCloseTo(2.05 / 3.1, within(1e-6));
        assertThat(Math.exp(logits[0][1])).isCloseTo(1.05 / 3.1, within(1e-6));
        assertThat(Math.exp(logits[1][0])).isCloseTo(1.05 / 1.1, within(1e-6));
    }

    @Test
    void shouldLeaveADataSetWithoutVotesToItsLabels() {
        assertThat(Votes.logits(split(Map.of(), Map.of()), LABELS)).isEmpty();
    }

    private static DatasetSplit split(Map<String, Integer> first, Map<String, Integer> second) {
        return new DatasetSplit(
                Path.of("train.jsonl"),
                List.of(
                        new Example("1", "drizzle", "calm", List.of(), List.of(), first),
                        new Example("2", "breeze", "calm", List.of(), List.of(), second)),
                List.of());
    }
}
