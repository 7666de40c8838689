package dev.winnow.ops.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.simulate.ArrivalRates.Piece;
import dev.winnow.topology.control.Actuation;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.Controller;
import dev.winnow.topology.control.QualityFloor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final EngineModel ENGINE = new EngineModel(Loads.COST, Loads.curve(), 1, 0.1);

    @Test
    void shouldRepeatARunFromItsSeed() {
        // Given
        Scenario scenario = Loads.scenario(Loads.step(3), ENGINE, 7);

        // When
        SimulationResult first = controlled(scenario);
        SimulationResult again = controlled(scenario);
        SimulationResult other = controlled(scenario.withSeed(8));

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void shouldSettleInstancesWithDifferentLoadsOnDifferentOffsets() {
        // Given
        Scenario light = Loads.scenario(steady(1.2), ENGINE, 1);
        Scenario heavy = Loads.scenario(steady(3), ENGINE, 2);

        // When
        SimulationResult slow = controlled(light);
        SimulationResult fast = controlled(heavy);

        // Then
        assertThat(slow.meanOffset()).isBetween(-0.2, 0.1);
        assertThat(fast.meanOffset()).isGreaterThan(0.25);
        assertThat(slow.effectiveAccuracy()).isGreaterThan(fast.effectiveAccuracy());
    }

    @Test
    void shouldLoseTheObjectiveWithoutAController() {
        // Given
        Scenario scenario = Loads.scenario(Loads.step(3), ENGINE, 3);

        // When
        SimulationResult alone = Simulation.run(scenario, Governor.fixed(DeltaOffset.FULL, Loads.INSTANCE.batch()));
        SimulationResult controlled = controlled(scenario);

        // Then: 2 capacities too much for 15 s; half of one drains for 25 s, then a whole one what is left: 42.5 s
        assertThat(alone.sloViolationRatio()).isGreaterThan(0.8);
        assertThat(alone.drainSeconds().orElseThrow()).isBetween(40.0, 45.0);
        assertThat(alone.effectiveAccuracy()).isCloseTo(0.93, within(1e-9));
        assertThat(controlled.sloViolationRatio()).isLessThan(0.05);
        assertThat(controlled.results()).isEqualTo(alone.results());
    }

    @Test
    void shouldKeepAFixedOffset() {
        // Given
        DeltaOffset trained = DeltaOffset.TRAINED;
        Scenario scenario = Loads.scenario(steady(1), ENGINE, 4);

        // When
        SimulationResult result = Simulation.run(
                scenario,
                Governor.fixed(trained, Loads.INSTANCE.batch()),
                new Actuation(trained, Loads.INSTANCE.batch(), false));

        // Then
        assertThat(result.meanOffset()).isZero();
        assertThat(result.maxAccuracyDrop()).isCloseTo(0.93 - 0.923, within(1e-9));
        assertThat(result.reversals()).isZero();
    }

    @Test
    void shouldSayHowLongSpeedWasNotEnough() {
        // Given
        QualityFloor floor = new QualityFloor(OptionalDouble.of(0.923), OptionalDouble.empty());

        // When
        SimulationResult result = controlled(Loads.scenario(Loads.step(3), ENGINE, 5), floor);

        // Then: 15 s of a load that is twice too large, and the time to drain it
        assertThat(result.overloadedShare() * result.timeline().size() * 0.2).isBetween(25.0, 60.0);
    }

    @Test
    void shouldFindTheInstancesThatALoadNeeds() {
        // Given: 20 capacities, which the fastest offset answers six times as fast
        Scenario whole = Loads.scenario(steady(20), ENGINE, 6);

        List<Long> tried = new ArrayList<>();

        // When
        OptionalLong instances = Fleet.controlled(whole, policy(QualityFloor.NONE))
                .size((done, total, next) -> {
                    assertThat(done).isEqualTo(tried.size()).isLessThanOrEqualTo(total);
                    tried.add(next);
                });

        // Then
        assertThat(instances.orElseThrow()).isBetween(4L, 6L);
        assertThat(tried).contains(instances.orElseThrow());
    }

    private static ArrivalRates steady(double times) {
        return new ArrivalRates(List.of(new Piece(40, times * Loads.CAPACITY)));
    }

    private static SimulationResult controlled(Scenario scenario) {
        return controlled(scenario, QualityFloor.NONE);
    }

    private static SimulationResult controlled(Scenario scenario, QualityFloor floor) {
        return Simulation.run(scenario, governor(floor), atFull());
    }

    private static Governor governor(QualityFloor floor) {
        return Governor.controlled(new Controller(Loads.curve(), policy(floor), Loads.INSTANCE.batch()));
    }

    private static AutoPolicy policy(QualityFloor floor) {
        return new AutoPolicy(Loads.OBJECTIVE, floor, DeltaOffset.FULL, new DeltaOffset(1), 2);
    }

    private static Actuation atFull() {
        return new Actuation(DeltaOffset.FULL, Loads.INSTANCE.batch(), false);
    }
}
