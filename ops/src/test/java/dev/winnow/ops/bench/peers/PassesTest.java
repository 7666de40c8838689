package dev.winnow.ops.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassesTest {
    private final List<Integer> asked = new ArrayList<>();
    private long nanos;

    @Test
    void shouldTimeASlowRowByOnePass() {
        // When: 10 documents in 3 s
        double rate = new Passes(2, () -> nanos).rate(10, passes -> take(passes, 3_000_000_000L));

        // Then
        assertThat(asked).containsExactly(1);
        assertThat(rate).isEqualTo(10 / 3.0);
    }

    @Test
    void shouldRepeatAFastRowUntilItsTimeIsLongEnough() {
        // When: 10 documents in 0.3 s
        double rate = new Passes(2, () -> nanos).rate(10, passes -> take(passes, 300_000_000L));

        // Then: 7 passes take 2.1 s
        assertThat(asked).containsExactly(1, 7);
        assertThat(rate).isEqualTo(70 / 2.1);
    }

    private void take(int passes, long nanosOfAPass) {
        asked.add(passes);
        nanos += passes * nanosOfAPass;
    }
}
