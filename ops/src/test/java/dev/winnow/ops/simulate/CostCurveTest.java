package dev.winnow.ops.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CostCurveTest {

    @Test
    void shouldFindTheLineBehindCalls() {
        // Given
        CostCurve line = new CostCurve(0.003, 0.00017);

        // When
        CostCurve found = CostCurve.through(Stream.of(100, 400, 1_500)
                .map(tokens -> new CostCurve.Call(tokens, line.of(tokens)))
                .toList());

        // Then
        assertThat(found.fixedSeconds()).isCloseTo(0.003, within(1e-9));
        assertThat(found.secondsPerToken()).isCloseTo(0.00017, within(1e-12));
    }

    @Test
    void shouldNotCostLessThanNothing() {
        // When: a large call that is slower than the small one promises
        CostCurve found = CostCurve.through(List.of(new CostCurve.Call(100, 0.01), new CostCurve.Call(1_000, 0.2)));

        // Then
        assertThat(found.fixedSeconds()).isZero();
        assertThat(found.secondsPerToken()).isBetween(0.0001, 0.0002);
    }

    @Test
    void shouldCountDocumentsOfFullBatches() {
        // 1,000 tokens are 50 documents and take 0.01 s + 0.19 s
        assertThat(new CostCurve(0.01, 0.00019).capacity(2, 1_000, 20)).isCloseTo(500, within(1e-9));
    }
}
