package dev.winnow.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.bench.rounds.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterleavedTest {

    @Test
    void shouldRunCandidatesInTurnAfterOneWarmUp() {
        // Given
        List<String> order = new ArrayList<>();
        List<String> heard = new ArrayList<>();
        Interleaved interleaved =
                new Interleaved().add("a", () -> order.add("a")).add("b", () -> order.add("b"));

        // When
        Map<String, Spread> timings =
                interleaved.run(2, (done, total, name) -> heard.add(done + "/" + total + " " + name));

        // Then
        assertThat(order).containsExactly("a", "b", "a", "b", "a", "b");
        assertThat(timings).containsOnlyKeys("a", "b");
        assertThat(heard).containsExactly("0/6 a", "1/6 b", "2/6 a", "3/6 b", "4/6 a", "5/6 b", "6/6 ");
    }

    @Test
    void shouldReportTheMedianAndTheSpread() {
        // When
        Spread odd = Spread.of(List.of(5.0, 1.0, 3.0));
        Spread even = Spread.of(List.of(4.0, 1.0, 3.0, 100.0));

        // Then
        assertThat(odd).isEqualTo(new Spread(1, 3, 5));
        assertThat(even).isEqualTo(new Spread(1, 3.5, 100));
    }
}
