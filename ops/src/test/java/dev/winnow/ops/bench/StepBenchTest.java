package dev.winnow.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.ops.bench.StepBench.Row;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StepBenchTest {
    @Test
    void shouldPutEachStepOnTopOfTheLast() {
        // Given: padding computes 4.3 times as many tokens
        Workload workload = new Workload(
                "uneven", List.of(List.of(document(120), document(4), document(4), document(4), document(4))));

        // When
        List<Row> rows;
        try (StepBench bench = new StepBench(Bundle.open("topics"))) {
            rows = bench.run(workload, 3, (done, total, name) -> {});
        }

        // Then
        assertThat(rows)
                .extracting(Row::name)
                .startsWith("01 padded", "02 packed", "03 oneDNN layout", "04 bf16", "05 int8")
                .hasSize(7);
        assertThat(rows.get(1).gain()).isGreaterThan(2);
        double product = 1;
        for (Row row : rows) {
            product *= row.gain();
            assertThat(row.total()).isCloseTo(product, within(product * 1e-9));
            assertThat(row.share()).isPositive();
        }
    }

    private static TokenizedText document(int tokens) {
        return new TokenizedText(LongStream.range(2000, 2000 + tokens).toArray(), false);
    }
}
