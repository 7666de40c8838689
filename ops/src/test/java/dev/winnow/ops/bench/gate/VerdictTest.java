package dev.winnow.ops.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
    @Test
    void shouldPassAtTheBoundAndFailBelowIt() {
        // When
        Verdict at = new Verdict(Bound.PACKED, Bound.PACKED.least());
        Verdict below = new Verdict(Bound.PACKED, Math.nextDown(Bound.PACKED.least()));

        // Then
        assertThat(at.passed()).isTrue();
        assertThat(at.line()).endsWith("ok");
        assertThat(below.passed()).isFalse();
        assertThat(below.line()).contains("TOO LOW").contains(Bound.PACKED.reason());
    }

    @Test
    void shouldFailARatioThatIsNone() {
        assertThat(new Verdict(Bound.INT8, Double.NaN).passed()).isFalse();
    }

    @Test
    void shouldJudgeWhatWasMeasuredAlone() {
        // When: a processor without 8-bit products
        List<Verdict> verdicts = Verdict.of(Map.of(Bound.REDUCTION, 5.0, Bound.PACKED, 1.0));

        // Then
        assertThat(verdicts).extracting(Verdict::bound).containsExactly(Bound.PACKED, Bound.REDUCTION);
        assertThat(verdicts).extracting(Verdict::passed).containsExactly(false, true);
    }

    @Test
    void shouldAskForAGainOfEveryRatio() {
        assertThat(Bound.ALL).allSatisfy(bound -> assertThat(bound.least()).isGreaterThan(1.2));
    }
}
