package dev.winnow.topology.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.winnow.model.reduction.DeltaOffset;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final AutoPolicy AUTO = auto(Duration.ofMillis(500), -1, 1, 2);

    @Test
    void shouldLetAManualOffsetBeatTheControllerUntilItEnds() {
        // Given
        ManualOffset manual = new ManualOffset(DeltaOffset.TRAINED, Optional.of(NOW));
        Policy policy = new Policy(Optional.of(manual), Optional.of(AUTO), "ada", "", NOW.minusSeconds(60));

        // When
        Policy.Mode before = policy.mode(NOW.minusMillis(1));
        Policy.Mode after = policy.mode(NOW);

        // Then
        assertThat(before).isEqualTo(new Policy.Mode.Manual(manual));
        assertThat(after).isEqualTo(new Policy.Mode.Auto(AUTO));
    }

    @Test
    void shouldFallBackToTheConfigurationWithoutAController() {
        // Given
        ManualOffset ended = new ManualOffset(DeltaOffset.TRAINED, Optional.of(NOW));

        // When
        Policy.Mode mode = new Policy(Optional.of(ended), Optional.empty(), "ada", "", NOW).mode(NOW.plusSeconds(1));

        // Then
        assertThat(mode).isEqualTo(new Policy.Mode.Configured());
    }

    @Test
    void shouldHoldAManualOffsetWithoutAnEndForEver() {
        assertThat(new ManualOffset(DeltaOffset.FULL, Optional.empty()).holds(Instant.MAX))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 3_600_001})
    void shouldRefuseAnObjectiveThatNobodyCanHold(long millis) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> auto(Duration.ofMillis(millis), -1, 1, 2))
                .withMessageContaining("objective");
    }

    @Test
    void shouldRefuseBoundsThatCross() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> auto(Duration.ofSeconds(1), 0.5, 0.25, 2))
                .withMessageContaining("0.5, above the most, 0.25");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 101, Double.NaN})
    void shouldRefuseASlewThatDoesNotMoveOrIsNone(double slew) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> auto(Duration.ofSeconds(1), -1, 1, slew))
                .withMessageContaining("slew");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void shouldRefuseAFloorThatIsNoShare(double least) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QualityFloor(OptionalDouble.of(least), OptionalDouble.empty()))
                .withMessageContaining("accuracy must be 0 to 1");
    }

    private static AutoPolicy auto(Duration objective, double least, double most, double slew) {
        return new AutoPolicy(objective, QualityFloor.NONE, new DeltaOffset(least), new DeltaOffset(most), slew);
    }
}
