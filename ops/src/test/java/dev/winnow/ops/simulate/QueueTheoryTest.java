package dev.winnow.ops.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.simulate.ArrivalRates.Piece;
import dev.winnow.topology.control.BatchShape;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the simulated queue with formulas that are older than it. */
class QueueTheoryTest {

    private static final double SERVICE = 0.005;
    private static final double DOCUMENTS = 400_000;

    /** M/D/1: one worker, one document a batch, Poisson arrivals, constant cost. Commits are too rare to matter. */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.6, 0.8})
    void shouldWaitAsPollaczekAndKhinchineSay(double utilisation) {
        // Given
        double rate = utilisation / SERVICE;
        InstanceSettings alone = new InstanceSettings(
                1, 1, Duration.ofHours(24), Duration.ZERO, new BatchShape(1_000, Duration.ZERO), 1);
        Scenario scenario = new Scenario(
                new ArrivalRates(List.of(new Piece(DOCUMENTS / rate, rate))),
                DocumentLengths.constant(10),
                new EngineModel(new CostCurve(0, SERVICE / 10), Loads.curve()),
                alone,
                Duration.ofSeconds(1),
                OptionalDouble.empty(),
                17);

        // When
        SimulationResult result = Simulation.run(scenario, Governor.fixed(DeltaOffset.FULL, alone.batch()));

        // Then
        double expected = utilisation * SERVICE / (2 * (1 - utilisation));
        assertThat(result.meanWaitSeconds()).isCloseTo(expected, withinPercentage(3));
    }

    /** M/D/2, by Cosmetatos' approximation to M/D/c, which is good to 2 % here. */
    @ParameterizedTest
    @ValueSource(doubles = {0.6, 0.8})
    void shouldShareTheQueueAmongWorkers(double utilisation) {
        // Given
        double rate = 2 * utilisation / SERVICE;
        InstanceSettings two = new InstanceSettings(
                2, 1, Duration.ofHours(24), Duration.ZERO, new BatchShape(1_000, Duration.ZERO), 1);
        Scenario scenario = new Scenario(
                new ArrivalRates(List.of(new Piece(DOCUMENTS / rate, rate))),
                DocumentLengths.constant(10),
                new EngineModel(new CostCurve(0, SERVICE / 10), Loads.curve()),
                two,
                Duration.ofSeconds(1),
                OptionalDouble.empty(),
                18);

        // When
        SimulationResult result = Simulation.run(scenario, Governor.fixed(DeltaOffset.FULL, two.batch()));

        // Then
        double exponential = SERVICE * utilisation * utilisation / (1 - utilisation * utilisation);
        double correction = 1 + (1 - utilisation) * (Math.sqrt(4 + 5 * 2) - 2) / (16 * utilisation * 2);
        assertThat(result.meanWaitSeconds()).isCloseTo(exponential * correction / 2, withinPercentage(5));
    }
}
