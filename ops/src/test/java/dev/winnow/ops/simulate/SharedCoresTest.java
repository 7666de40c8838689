package dev.winnow.ops.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.simulate.ArrivalRates.Piece;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SharedCoresTest {

    private static final SharedCores TWO = new SharedCores(2, 0.1, 0.001);

    @Test
    void shouldSlowDownOnlyWorkersThatWantMoreThanIsLeft() {
        assertThat(TWO.slowdown(1, 400)).isEqualTo(1);
        assertThat(TWO.slowdown(2, 400)).isCloseTo(2 / 1.5, within(1e-9));
        assertThat(TWO.slowdown(2, 0)).isCloseTo(2 / 1.9, within(1e-9));
        assertThat(SharedCores.UNSHARED.slowdown(64, 1e9)).isEqualTo(1);
    }

    @Test
    void shouldLeaveHalfOfTheCoresToWorkersThatWantAll() {
        assertThat(TWO.slowdown(2, 1e6)).isEqualTo(2);
    }

    @Test
    void shouldFindTheLineThroughTwoLoads() {
        // When
        SharedCores found = SharedCores.through(2, new SharedCores.Load(50, 0.15), new SharedCores.Load(750, 0.85));

        // Then
        assertThat(found.atRest()).isCloseTo(0.1, within(1e-9));
        assertThat(found.perDocument()).isCloseTo(0.001, within(1e-9));
    }

    /** A worker of two cores alone does 500 documents a second; with 1.2 of them left for two workers it is 600 of 1,000. */
    @Test
    void shouldServeNoMoreThanTheCoresThatAreLeft() {
        // Given: 800 a second for ten seconds, 0.8 cores beside the engine; later nothing comes and nothing is taken
        InstanceSettings instance =
                new InstanceSettings(2, 1, Duration.ofHours(1), Duration.ZERO, Loads.INSTANCE.batch(), 1_000);
        EngineModel engine =
                new EngineModel(new CostCurve(0, 0.002 / 30), Loads.curve(), 1, 0, new SharedCores(2, 0, 0.001));
        Scenario scenario = new Scenario(
                new ArrivalRates(List.of(new Piece(10, 800), new Piece(10, 1e-9))),
                Loads.LENGTHS,
                engine,
                instance,
                Duration.ofSeconds(1),
                OptionalDouble.empty(),
                9);

        // When
        SimulationResult result = Simulation.run(scenario, Governor.fixed(DeltaOffset.FULL, instance.batch()));

        // Then: 200 a second are left over
        SimulationResult.Moment end = result.timeline().stream()
                .filter(moment -> moment.second() > 9.7)
                .findFirst()
                .orElseThrow();
        assertThat(end.backlog() / end.second()).isBetween(180.0, 220.0);
    }
}
