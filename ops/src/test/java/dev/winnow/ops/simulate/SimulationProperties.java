package dev.winnow.ops.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.simulate.SimulationResult.Moment;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.Controller;
import dev.winnow.topology.control.QualityFloor;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

/** The controller with chance: Poisson arrivals, noisy costs, late figures, micro-batches and commits. */
class SimulationProperties {

    private static final double LEAST_ACCURACY = 0.91;

    /** Three seconds of quiet, for few documents come, and what the curve is wrong by. */
    private static final double MOST_RETURN = 12;

    private static final int STEPS = 300;
    private static final double PERIOD = 0.2;

    @Property(tries = 500)
    void shouldHoldAStepOnAnyChance(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 1.2, max = 3.5) double times,
            @ForAll @DoubleRange(min = 0.85, max = 1.15) double elasticity,
            @ForAll @DoubleRange(min = 0, max = 0.15) double noise) {
        EngineModel engine = new EngineModel(Loads.COST, Loads.curve(), elasticity, noise);

        SimulationResult result = run(Loads.scenario(Loads.step(times), engine, seed), QualityFloor.NONE);

        assertThat(result.results()).as("results").isEqualTo(result.documents());
        assertThat(result.sloViolationRatio()).as("late").isLessThan(0.05);
        assertThat(result.drainSeconds().orElseThrow()).as("drain").isLessThan(2);
        // Two for each step, and two for chance: a count of 10 documents a period may look like a step.
        assertThat(result.reversals()).as("reversals").isLessThanOrEqualTo(6);
        assertThat(result.timeline())
                .as("return to the least offset")
                .anyMatch(moment -> moment.second() > Loads.STEP_DOWN
                        && moment.second() < Loads.STEP_DOWN + MOST_RETURN
                        && moment.offset() == -1);
    }

    /** Where a step has filled what may wait before a period shows it, it shows with the broker's next figures, once a second. */
    @Example
    void shouldSpeedUpWithinTwoPeriodsOfAStep() {
        // Given
        SplittableRandom random = new SplittableRandom(11);
        EngineModel engine = new EngineModel(Loads.COST, Loads.curve(), 1, 0.1);

        // When
        List<List<Moment>> runs = IntStream.range(0, STEPS)
                .mapToObj(run -> Loads.scenario(Loads.step(random.nextDouble(2, 4)), engine, random.nextLong()))
                .map(scenario -> run(scenario, QualityFloor.NONE).timeline())
                .toList();

        // Then
        assertThat(runs.stream().filter(moments -> isFaster(moments, 2)).count())
                .as("of %d within two periods", STEPS)
                .isGreaterThan((long) (0.97 * STEPS));
        assertThat(runs).as("within six periods").allMatch(moments -> isFaster(moments, 6));
    }

    /** Whether it is, so many whole periods after the step up. */
    private static boolean isFaster(List<Moment> moments, int periods) {
        Moment seen = moments.stream()
                .filter(moment -> moment.second() > Loads.STEP_UP + periods * PERIOD)
                .findFirst()
                .orElseThrow();
        return Loads.curve().at(seen.offset()).throughputRatio() > 1.3;
    }

    @Property(tries = 300)
    void shouldNeverGoBelowTheFloorHoweverLarge(
            @ForAll long seed, @ForAll @DoubleRange(min = 1, max = 6) double times) {
        EngineModel engine = new EngineModel(Loads.COST, Loads.curve(), 1, 0.1);
        QualityFloor floor = new QualityFloor(OptionalDouble.of(LEAST_ACCURACY), OptionalDouble.empty());

        SimulationResult result = run(Loads.scenario(Loads.step(times), engine, seed), floor);

        for (Moment moment : result.timeline()) {
            assertThat(Loads.curve().at(moment.offset()).accuracy())
                    .as("accuracy at %s s", moment.second())
                    .isGreaterThanOrEqualTo(LEAST_ACCURACY);
        }
        assertThat(result.results()).isEqualTo(result.documents());
    }

    private static SimulationResult run(Scenario scenario, QualityFloor floor) {
        AutoPolicy policy = new AutoPolicy(Loads.OBJECTIVE, floor, DeltaOffset.FULL, new DeltaOffset(1), 2);
        Controller controller = new Controller(Loads.curve(), policy, Loads.INSTANCE.batch());
        return Simulation.run(scenario, Governor.controlled(controller));
    }
}
