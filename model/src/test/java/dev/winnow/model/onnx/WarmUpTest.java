package dev.winnow.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.packing.PackedBatch;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void shouldMeetTheSmallestAndTheLargestOfEveryDimension() {
        // When
        List<PackedBatch> batches =
                WarmUp.steps(1500, 128, 256).stream().map(WarmUp.Step::batch).toList();

        // Then
        assertThat(batches).extracting(PackedBatch::tokens).contains(2).anyMatch(tokens -> tokens >= 1400);
        assertThat(batches).extracting(PackedBatch::documents).contains(1, 128);
        assertThat(batches).anyMatch(batch -> batch.cuLengths()[1] == 256);
    }

    @Test
    void shouldHaveRoomForADocumentThatIsLargerThanABatch() {
        // When
        List<WarmUp.Step> steps = WarmUp.steps(100, 10, 256);

        // Then
        assertThat(steps).anyMatch(step -> step.batch().cuLengths()[1] == 256);
    }
}
