package dev.winnow.ops.bench.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.control.Actuation;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.BatchShape;
import dev.winnow.topology.control.ControlLaw;
import dev.winnow.topology.control.ControllerState;
import dev.winnow.topology.control.EngineCost;
import dev.winnow.topology.control.LoadSample;
import dev.winnow.topology.control.QualityFloor;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AimdTest {

    private static final BatchShape CONFIGURED = new BatchShape(1_500, Duration.ofMillis(20));
    private static final AutoPolicy POLICY = new AutoPolicy(
            Duration.ofSeconds(1), QualityFloor.NONE, DeltaOffset.FULL, new DeltaOffset(1), AutoPolicy.DEFAULT_SLEW);

    private static LoadSample sample(double offset, Duration oldest, Optional<EngineCost> cost) {
        return new LoadSample(
                Duration.ofMillis(200),
                100,
                100,
                10,
                0,
                oldest,
                cost,
                2,
                1,
                new DeltaOffset(offset),
                new DeltaOffset(1));
    }

    private static Actuation next(ControlLaw law, LoadSample sample) {
        return law.next(ControllerState.START, sample).actuation();
    }

    private static LoadSample costing(double secondsPerToken) {
        return sample(-1, Duration.ofSeconds(9), Optional.of(new EngineCost(30 * secondsPerToken, 30)));
    }

    @Test
    void shouldGrowBatchesUntilOneTakesLongerThanTheObjective() {
        // Given
        AimdBatch law = new AimdBatch(POLICY, CONFIGURED);

        // When
        Actuation grown = next(law, costing(1 / 1_550.0));
        Actuation backedOff = next(law, costing(1 / 1_550.0));

        // Then
        assertThat(grown).isEqualTo(new Actuation(DeltaOffset.FULL, new BatchShape(1_600, CONFIGURED.linger()), false));
        assertThat(backedOff.batch().tokens()).isEqualTo(1_440);
    }

    @Test
    void shouldLeaveBatchesWhereNothingWasComputed() {
        assertThat(next(new AimdBatch(POLICY, CONFIGURED), sample(-1, Duration.ZERO, Optional.empty()))
                        .batch())
                .isEqualTo(CONFIGURED);
    }

    @Test
    void shouldNotShrinkBatchesForEver() {
        // Given
        AimdBatch law = new AimdBatch(POLICY, CONFIGURED);

        // When
        for (int i = 0; i < 100; i++) {
            next(law, costing(0.9));
        }

        // Then
        assertThat(next(law, costing(0.9)).batch().tokens()).isEqualTo(100);
    }

    @Test
    void shouldLowerTheOffsetStepByStepWhileTheObjectiveIsMet() {
        // Given
        AimdOffset law = new AimdOffset(POLICY, CONFIGURED);

        // When
        Actuation lower = next(law, sample(0.5, Duration.ofSeconds(1), Optional.empty()));
        Actuation lowest = next(law, sample(-0.98, Duration.ZERO, Optional.empty()));

        // Then
        assertThat(lower.offset().value()).isCloseTo(0.45, within(1e-12));
        assertThat(lower.batch()).isEqualTo(CONFIGURED);
        assertThat(lowest.offset()).isEqualTo(DeltaOffset.FULL);
    }

    @Test
    void shouldGiveUpHalfOfWhatIsLeftWhereTheObjectiveIsMissed() {
        assertThat(next(new AimdOffset(POLICY, CONFIGURED), sample(-1, Duration.ofMillis(1_001), Optional.empty()))
                        .offset())
                .isEqualTo(new DeltaOffset(0));
    }
}
