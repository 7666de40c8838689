package dev.winnow.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LedgerProperties {

    @Property(tries = 300)
    void shouldAgreeWithCountingResultsByDocument(
            @ForAll @IntRange(max = 40) int fed, @ForAll @Size(max = 80) List<@IntRange(max = 50) Integer> results) {
        // Given
        Ledger ledger = new Ledger();
        for (int i = 0; i < fed; i++) {
            assertThat(ledger.open("text " + i, i)).isEqualTo(i);
        }
        Map<Integer, Integer> expected = new HashMap<>();

        // When
        for (int number : results) {
            boolean first = number < fed && !expected.containsKey(number);
            expected.merge(number, 1, Integer::sum);
            assertThat(ledger.settle(number).map(Ledger.Open::beginning).orElse(null))
                    .isEqualTo(first ? "text " + number : null);
        }

        // Then
        long settled = expected.keySet().stream().filter(number -> number < fed).count();
        assertThat(ledger.fed()).isEqualTo(fed);
        assertThat(ledger.settled()).isEqualTo(settled);
        assertThat(ledger.underWay()).isEqualTo((int) (fed - settled));
        assertThat(ledger.duplicated()).isEqualTo(results.size() - settled);
    }
}
