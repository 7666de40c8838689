package dev.winnow.ops.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.bundle.Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
    private static final List<String> LABELS = Bundle.open("topics").manifest().labels();

    @Test
    void shouldGiveEveryLabelledTextToOneRound() {
        // Given
        List<String> labelled = IntStream.range(0, 7).mapToObj(String::valueOf).toList();
        Corpus corpus = new Corpus(labelled, List.of(), List.of("text"));

        // When
        List<String> given = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            given.addAll(corpus.labelledOf(round, 3));
        }

        // Then
        assertThat(given).isEqualTo(labelled);
    }

    @Test
    void shouldTakeLabelledTextsOfADataSet(@TempDir Path folder) throws Exception {
        // Given
        Files.writeString(
                folder.resolve("test.csv"), "text,label\nA derby,Sports\nA merger,Business\nA squid,Sci/Tech\n");

        // When
        Corpus corpus = new CorpusSource(Optional.of(folder), 2).corpus(LABELS, List.of("text"));

        // Then
        assertThat(corpus.labelled()).hasSize(2).isSubsetOf("A derby", "A merger", "A squid");
        List<String> found = new ArrayList<>();
        corpus.targets().forEach(target -> found.add(LABELS.get(target)));
        assertThat(found)
                .isEqualTo(corpus.labelled().stream()
                        .map(text ->
                                text.equals("A derby") ? "Sports" : text.equals("A merger") ? "Business" : "Sci/Tech")
                        .toList());
    }

    @Test
    void shouldFallBackToWhatIsBuiltInWhereItsLabelsFit() {
        assertThat(new CorpusSource(Optional.empty(), 0)
                        .corpus(LABELS, List.of("text"))
                        .targets())
                .hasSize(48);
        assertThat(new CorpusSource(Optional.empty(), 0)
                        .corpus(List.of("yes", "no"), List.of("text"))
                        .targets())
                .isEmpty();
    }
}
