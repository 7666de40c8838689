package dev.winnow.model.packing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.tokenizer.TokenizedText;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TokenBudgetProperties {

    @Property(tries = 300)
    void shouldGiveEveryDocumentOnceInOrderAndStayWithinTheBudget(
            @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 40) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 100) int budget) {
        // Given
        List<String> texts = lengths.stream().map("x"::repeat).toList();
        List<Integer> seen = new ArrayList<>();
        List<Integer> batchTokens = new ArrayList<>();

        // When
        new TokenBudget(budget)
                .forEachBatch(texts, text -> new TokenizedText(new long[text.length()], false), (first, documents) -> {
                    assertThat(first).isEqualTo(seen.size());
                    documents.forEach(document -> seen.add(document.length()));
                    int tokens =
                            documents.stream().mapToInt(TokenizedText::length).sum();
                    assertThat(tokens <= budget || documents.size() == 1).isTrue();
                    batchTokens.add(tokens);
                });

        // Then: nothing lost, and no two neighbours would have fitted into one batch
        assertThat(seen).isEqualTo(lengths);
        for (int b = 1; b < batchTokens.size(); b++) {
            assertThat(batchTokens.get(b - 1) + batchTokens.get(b)).isGreaterThan(budget);
        }
    }
}
