package dev.winnow.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.ops.bench.gate.Bound;
import dev.winnow.ops.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class GateBenchTest {
    @Test
    void shouldMeasureEveryRatioOfThisMachine() {
        // When
        Map<Bound, Double> ratios;
        try (GateBench bench = new GateBench(Bundle.open("moderation"))) {
            ratios = bench.run(new Texts().first(100), 1, 1, (done, total, name) -> {});
        }

        // Then: each side of a ratio does less than the other
        assertThat(ratios).containsKeys(Bound.PACKED, Bound.REDUCTION);
        assertThat(ratios).allSatisfy((bound, ratio) -> assertThat(ratio).isGreaterThan(1.2));
    }

    @Test
    void shouldFailWhereAGainWasLost() {
        // Given: padding came back
        Map<Bound, Double> lost = Map.of(Bound.PACKED, 1.02, Bound.REDUCTION, 5.0, Bound.INT8, 2.2);
        Map<Bound, Double> kept = Map.of(Bound.PACKED, 5.0, Bound.REDUCTION, 5.0, Bound.INT8, 2.2);

        // When, Then
        assertThat(judged(lost)).startsWith("1 ").contains("TOO LOW: documents of a batch are padded again");
        assertThat(judged(kept)).startsWith("0 ").doesNotContain("TOO LOW");
    }

    private static String judged(Map<Bound, Double> ratios) {
        GateCommand gate = new GateCommand(Terminal.PIPED);
        StringWriter out = new StringWriter();
        new CommandLine(gate).setOut(new PrintWriter(out)).parseArgs();
        return gate.judge(ratios) + " " + out;
    }
}
