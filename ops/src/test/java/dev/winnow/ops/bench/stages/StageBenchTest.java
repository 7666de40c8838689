package dev.winnow.ops.bench.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.reduction.DeltaOffset;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageBenchTest {
    @Test
    void shouldAccountForEveryStage() {
        // Given
        List<String> texts = Collections.nCopies(60, "Thanks for the quick answer, that fixed my problem at once.");

        // When
        List<StageRow> rows;
        try (StageBench bench = new StageBench(Bundle.open("moderation"), List.of(Precision.FP32))) {
            rows = bench.run(texts, List.of(DeltaOffset.FULL, DeltaOffset.TRAINED), 2, (done, total, name) -> {});
        }

        // Then: the encoder takes the most by far, and every stage some
        assertThat(rows).extracting(StageRow::offset).containsExactly(-1.0, 0.0);
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.share(Stage.values())).isCloseTo(1, within(1e-9));
            assertThat(row.share(Stage.ENCODE)).isGreaterThan(0.5);
            assertThat(row.micros().values())
                    .allSatisfy(micros -> assertThat(micros.median()).isPositive());
            // 15 tokens of an id, start, end and word each are 300 bytes; 16 more for a list entry and each array's
            // header
            assertThat(row.bytes().get(Stage.TOKENIZE)).isBetween(300.0, 6000.0);
        });
    }
}
