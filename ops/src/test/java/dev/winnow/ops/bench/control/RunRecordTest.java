package dev.winnow.ops.bench.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.ops.simulate.CostCurve;
import dev.winnow.v1.Classification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunRecordTest {

    private static final long START = 1_000_000;
    private static final int WARM_UP = 8;

    private static ResultReader.Result result(int document, long writtenMillis, long readMillis) {
        Classification classification = Classification.newBuilder()
                .setDocumentId(String.valueOf(document))
                .setModel("moderation")
                .setModelVersion("2.0.0")
                .setLabel("normal")
                .setProbability(0.9f)
                .setProbabilities(Map.of("normal", 0.9f))
                .setTokens(12)
                .setEngineMicros(6_000)
                .setBatchDocuments(2)
                .setDeltaOffset(0.25)
                .setExpectedAccuracy(0.67)
                .build();
        return new ResultReader.Result(document, START + writtenMillis, START + readMillis, classification);
    }

    @Test
    void shouldSetResultsBesideTheirDocumentsAndLeaveOutTheWarmUp() {
        // When
        RunRecord run = RunRecord.of(
                Schedule.atOnce(2),
                WARM_UP,
                START,
                0.01,
                List.of(result(3, -4_000, -3_900), result(9, 250, 400), result(8, 125, 400)));

        // Then
        assertThat(run.complete()).isTrue();
        assertThat(run.answers())
                .containsExactly(new Answer(0, 0.125, 0.4, 0.25, 0.67), new Answer(0, 0.25, 0.4, 0.25, 0.67));
    }

    @Test
    void shouldSayWhatTheEngineDidForTheSecondHalf() {
        // When
        RunRecord run = RunRecord.of(
                Schedule.atOnce(4),
                WARM_UP,
                START,
                0,
                List.of(result(8, 1, 2), result(9, 1, 2), result(10, 1, 2), result(11, 1, 2)));

        // Then: two documents in one batch of 6 ms, which take 1 ms and 0.125 ms a token alone, at twice the speed
        assertThat(run.work()).isEqualTo(new EngineWork(1, 24, 0.006));
        assertThat(run.work().slowdown(new CostCurve(0.001, 0.000125), 2)).isCloseTo(2.4, within(1e-9));
    }

    @Test
    void shouldCountWhatIsLostAndWhatIsDoubled() {
        // When
        RunRecord run = RunRecord.of(
                Schedule.atOnce(3), WARM_UP, START, 0, List.of(result(8, 1, 2), result(10, 1, 2), result(10, 3, 4)));

        // Then
        assertThat(run.documents()).isEqualTo(3);
        assertThat(run.lost()).isEqualTo(1);
        assertThat(run.doubled()).isEqualTo(1);
        assertThat(run.complete()).isFalse();
    }
}
