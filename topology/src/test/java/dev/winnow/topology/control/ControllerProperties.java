package dev.winnow.topology.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.reduction.DeltaOffset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** The closed loop with a plant that is not as calibrated and answers late. */
class ControllerProperties {

    private static final double CAPACITY = 200;
    private static final BatchShape CONFIGURED = new BatchShape(1_500, Duration.ofMillis(20));

    @Property(tries = 400)
    void shouldServeAStepWithoutSwingingHoweverWrongAndLateThePlant(
            @ForAll @DoubleRange(min = 0.4, max = 1.4) double elasticity,
            @ForAll @DoubleRange(min = 0.8, max = 1) double share,
            @ForAll @IntRange(min = 0, max = 5) int delay,
            @ForAll @DoubleRange(min = 0.1, max = 0.5) double before,
            @ForAll @DoubleRange(min = 0, max = 0.8) double heaviness) {
        FluidPlant plant = new FluidPlant(Curves.likeTheShipped(), CAPACITY, elasticity, share, delay);
        Loop loop = new Loop(plant, Curves.likeTheShipped(), QualityFloor.NONE);
        loop.run(100, before * plant.capacityAt(-1));

        double load = plant.capacityAt(-1) + heaviness * (plant.capacityAt(1) - plant.capacityAt(-1));
        List<Double> up = loop.run(600, load);
        double backlogAfter = plant.backlog();
        double settled = loop.offset;
        List<Double> down = loop.run(600, before * plant.capacityAt(-1));

        assertThat(backlogAfter).as("queue after two minutes").isLessThan(load * 0.3);
        assertThat(plant.capacityAt(settled)).as("capacity in the end").isGreaterThan(0.95 * load);
        assertThat(reversals(up)).as("reversals after the step up").isLessThanOrEqualTo(2);
        assertThat(reversals(down)).as("reversals after the step down").isLessThanOrEqualTo(2);
        assertThat(loop.offset).as("offset without load").isEqualTo(-1);
    }

    @Property(tries = 300)
    void shouldNeverLeaveTheRangeThatPolicyAndFloorAllow(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0.4, max = 1) double leastAccuracy,
            @ForAll @DoubleRange(min = -1, max = 1) double a,
            @ForAll @DoubleRange(min = -1, max = 1) double b) {
        Random random = new Random(seed);
        CalibrationCurve curve = Curves.any(random);
        QualityFloor floor = new QualityFloor(OptionalDouble.of(leastAccuracy), OptionalDouble.empty());
        double least = Math.min(a, b);
        double most = Math.max(a, b);
        double end = curve.points().get(curve.points().size() - 1).offset();
        Loop loop = new Loop(new FluidPlant(curve, CAPACITY, 1, 1, 1), curve, floor, least, most);

        for (int i = 0; i < 40; i++) {
            for (double offset : loop.run(5, random.nextDouble(0, 8 * CAPACITY))) {
                assertThat(offset).isLessThanOrEqualTo(most);
                boolean good = curve.at(offset).accuracy() >= leastAccuracy;
                assertThat(good || offset == -1)
                        .as("offset %s is good enough", offset)
                        .isTrue();
                boolean leastIsGood = curve.at(least).accuracy() >= leastAccuracy && least <= end;
                assertThat(offset >= least || !leastIsGood)
                        .as("offset %s is not below %s", offset, least)
                        .isTrue();
            }
        }
    }

    @Property(tries = 200)
    void shouldRiseNoFasterThanTheSlewBeyondFlatStretches(
            @ForAll @DoubleRange(min = 0.1, max = 10) double slew,
            @ForAll @DoubleRange(min = 1.5, max = 8) double load) {
        CalibrationCurve curve = Curves.likeTheShipped();
        Loop loop = new Loop(
                new FluidPlant(curve, CAPACITY, 1, 1, 1),
                new Controller(
                        curve,
                        new AutoPolicy(
                                Duration.ofMillis(500), QualityFloor.NONE, DeltaOffset.FULL, new DeltaOffset(1), slew),
                        CONFIGURED));
        loop.run(50, 0.5 * CAPACITY);
        SpeedCurve speed = new SpeedCurve(curve);

        double before = loop.offset;
        for (double offset : loop.run(100, load * CAPACITY)) {
            assertThat(offset).isLessThanOrEqualTo(speed.endOfStretch(before) + slew * 0.2 + 1e-9);
            before = offset;
        }
    }

    private static int reversals(List<Double> offsets) {
        int reversals = 0;
        double direction = 0;
        for (int i = 1; i < offsets.size(); i++) {
            double turn = Math.signum(offsets.get(i) - offsets.get(i - 1));
            reversals += turn * direction < 0 ? 1 : 0;
            direction = turn == 0 ? direction : turn;
        }
        return reversals;
    }

    /** Plant and controller. */
    private static final class Loop {
        private final FluidPlant plant;
        private final Controller controller;
        private ControllerState state = ControllerState.START;
        private double offset = -1;

        Loop(FluidPlant plant, CalibrationCurve curve, QualityFloor floor) {
            this(plant, curve, floor, -1, 1);
        }

        Loop(FluidPlant plant, CalibrationCurve curve, QualityFloor floor, double least, double most) {
            this(
                    plant,
                    new Controller(
                            curve,
                            new AutoPolicy(
                                    Duration.ofMillis(500), floor, new DeltaOffset(least), new DeltaOffset(most), 2),
                            CONFIGURED));
        }

        Loop(FluidPlant plant, Controller controller) {
            this.plant = plant;
            this.controller = controller;
        }

        /** The offsets of so many periods under a load. */
        List<Double> run(int periods, double arrivals) {
            List<Double> offsets = new ArrayList<>(List.of(offset));
            for (int i = 0; i < periods; i++) {
                ControlStep step = controller.next(state, plant.period(arrivals, offset));
                state = step.state();
                offset = step.actuation().offset().value();
                offsets.add(offset);
            }
            return offsets.subList(1, offsets.size());
        }
    }
}
