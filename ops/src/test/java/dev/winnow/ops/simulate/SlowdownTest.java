package dev.winnow.ops.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.simulate.ArrivalRates.Piece;
import dev.winnow.ops.simulate.Slowdown.Measured;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowdownTest {

    @Test
    void shouldFindTheLineThroughTwoLoads() {
        // When
        Slowdown found = Slowdown.through(new Measured(50, 1.05), new Measured(850, 1.45));

        // Then
        assertThat(found.factor(0)).isCloseTo(1.025, within(1e-9));
        assertThat(found.factor(450)).isCloseTo(1.25, within(1e-9));
    }

    @Test
    void shouldTakeTheHeavierLoadWhereItWasNoSlower() {
        assertThat(Slowdown.through(new Measured(50, 1.2), new Measured(850, 1.1)))
                .isEqualTo(new Slowdown(1.1, 0));
    }

    @Test
    void shouldTakeTheEngineWhatItsCallsTakeLonger() {
        // Given: calls take twice as long at the capacity, so half of what comes is answered while it comes
        EngineModel engine = new EngineModel(Loads.COST, Loads.curve(), 1, 0, new Slowdown(1, 1 / Loads.CAPACITY));
        ArrivalRates rates = new ArrivalRates(List.of(new Piece(20, Loads.CAPACITY)));

        // When
        SimulationResult result = Simulation.run(
                Loads.scenario(rates, engine, 9), Governor.fixed(DeltaOffset.FULL, Loads.INSTANCE.batch()));

        // Then
        SimulationResult.Moment end = result.timeline().stream()
                .filter(moment -> moment.second() > 19.5)
                .findFirst()
                .orElseThrow();
        assertThat(end.backlog() / end.second() / Loads.CAPACITY).isBetween(0.4, 0.6);
    }
}
