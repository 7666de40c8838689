package dev.winnow.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.tokenizer.DocumentTokenizer;
import dev.winnow.ops.demo.BuiltInTexts.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BuiltInTextsTest {

    @Test
    void shouldHoldTextsThatAllDiffer() {
        // When
        List<String> comments = Kind.comments("c").texts();
        List<String> news = Kind.news("n").texts();

        // Then
        assertThat(comments).hasSize(150).doesNotHaveDuplicates().noneMatch(String::isBlank);
        assertThat(news).hasSize(150).doesNotHaveDuplicates().noneMatch(String::isBlank);
        // A template with words swapped would share its beginnings.
        assertThat(Stream.concat(comments.stream(), news.stream())
                        .map(text -> text.substring(0, Math.min(12, text.length())))
                        .distinct())
                .hasSizeGreaterThan(285);
    }

    @Test
    void shouldHaveLengthsAsTheyOccurInReality() {
        // Given
        List<String> texts = Stream.concat(Kind.comments("c").texts().stream(), Kind.news("n").texts().stream())
                .toList();

        // When
        int[] tokens;
        try (DocumentTokenizer tokenizer =
                new DocumentTokenizer(Checkpoint.miniLm().tokenizerJson(), 512)) {
            tokens = texts.stream()
                    .mapToInt(text -> tokenizer.tokenize(text).length())
                    .sorted()
                    .toArray();
        }

        // Then
        int n = tokens.length;
        assertThat(tokens[n / 2]).as("median").isBetween(18, 28);
        assertThat(tokens[n * 9 / 10]).as("90th percentile").isBetween(45, 80);
        assertThat(tokens[n - 1]).as("longest").isBetween(180, 256);
        double mean = Arrays.stream(tokens).average().orElseThrow();
        assertThat(mean / tokens[n / 2]).as("mean over median: a long tail").isGreaterThan(1.15);
    }

    @Test
    void shouldGiveEachTextOnceWhereNoNumberIsAskedFor() {
        // When
        List<FedDocument> documents =
                drain(new BuiltInTexts(List.of(Kind.comments("c"), Kind.news("n")), Optional.empty()));

        // Then
        assertThat(documents).hasSize(300);
        assertThat(documents).extracting(FedDocument::id).doesNotHaveDuplicates();
        assertThat(documents)
                .filteredOn(document -> document.topic().equals("n"))
                .hasSize(150);
    }

    @Test
    void shouldRepeatTextsUnderNewIdsWhereMoreAreAskedFor() {
        // When
        List<FedDocument> documents = drain(new BuiltInTexts(List.of(Kind.news("n")), Optional.of(451)));

        // Then
        assertThat(documents).hasSize(451);
        assertThat(documents).extracting(FedDocument::id).doesNotHaveDuplicates();
        assertThat(documents.get(450).text()).isEqualTo(documents.get(0).text());
    }

    private static List<FedDocument> drain(BuiltInTexts source) {
        List<FedDocument> documents = new ArrayList<>();
        for (Optional<FedDocument> next = source.next(); next.isPresent(); next = source.next()) {
            documents.add(next.get());
        }
        return documents;
    }
}
