package dev.winnow.topology.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.reduction.DeltaOffset;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ControllerTest {

    private static final Duration OBJECTIVE = Duration.ofMillis(500);
    private static final BatchShape CONFIGURED = new BatchShape(1_500, Duration.ofMillis(20), OBJECTIVE.dividedBy(2));
    private static final QualityFloor FLOOR = new QualityFloor(OptionalDouble.of(0.923), OptionalDouble.empty());

    private ControllerState state = ControllerState.START;
    private double offset = -1;
    private OffsetReason reason;

    @Test
    void shouldRestWhileTheFullEncoderIsFastEnough() {
        Actuation actuation = drive(controller(QualityFloor.NONE), 50, Samples.calm(0.7 * Samples.CAPACITY, -1));

        assertThat(actuation).isEqualTo(new Actuation(DeltaOffset.FULL, CONFIGURED, false));
    }

    @Test
    void shouldSpeedUpInTheFirstPeriodOfAnOverload() {
        // Given
        Controller controller = controller(QualityFloor.NONE);
        drive(controller, 50, Samples.calm(0.5 * Samples.CAPACITY, -1));

        // When
        Actuation actuation =
                drive(controller, 1, Samples.calm(3 * Samples.CAPACITY, -1).backlog(80, 0));

        // Then: over the flat stretch at once, and as far as the slew allows
        assertThat(actuation.offset().value()).isBetween(0.1, 0.2);
        assertThat(reason).isEqualTo(OffsetReason.LOAD);
        assertThat(actuation.batch().tokens()).isEqualTo(2_000);
    }

    @Test
    void shouldReachTheSpeedThatIsNeededAndNoMore() {
        // Given
        Controller controller = controller(QualityFloor.NONE);
        drive(controller, 50, Samples.calm(0.5 * Samples.CAPACITY, -1));

        // When
        Actuation actuation = follow(controller, 50, 2 * Samples.CAPACITY);

        // Then
        double speed = Curves.likeTheShipped().at(actuation.offset().value()).throughputRatio();
        assertThat(speed * Samples.CAPACITY).isBetween(1.1 * 2 * Samples.CAPACITY, 1.5 * 2 * Samples.CAPACITY);
    }

    @Test
    void shouldWaitOutALullAndThenReturnToTheLeastOffset() {
        // Given
        Controller controller = controller(QualityFloor.NONE);
        Actuation before = follow(controller, 50, 3 * Samples.CAPACITY);

        // When: 200 documents come in 2 s
        Actuation inTheLull = follow(controller, 9, 0.5 * Samples.CAPACITY);
        Actuation after4Seconds = follow(controller, 11, 0.5 * Samples.CAPACITY);

        // Then
        assertThat(inTheLull.offset()).isEqualTo(before.offset());
        assertThat(after4Seconds).isEqualTo(new Actuation(DeltaOffset.FULL, CONFIGURED, false));
    }

    @Test
    void shouldBeSureOfALullTheSoonerTheMoreDocumentsCome() {
        assertThat(QuietTime.hold(0)).isEqualTo(3);
        assertThat(QuietTime.hold(100)).isEqualTo(2);
        assertThat(QuietTime.hold(10_000)).isEqualTo(1);
    }

    @Test
    void shouldNotRestJustAboveTheLeastOffset() {
        // Given: a speed of 1.03, and a need of 0.86
        offset = -0.12;

        // When
        Actuation actuation = follow(controller(QualityFloor.NONE), 20, 0.73 * Samples.CAPACITY);

        // Then
        assertThat(actuation.offset()).isEqualTo(DeltaOffset.FULL);
        assertThat(reason).isEqualTo(OffsetReason.IDLE);
    }

    @Test
    void shouldReturnWhenNothingComesAnyMore() {
        // Given
        Controller controller = controller(QualityFloor.NONE);
        follow(controller, 50, 3 * Samples.CAPACITY);

        // When
        Actuation actuation = follow(controller, 60, 0);

        // Then
        assertThat(actuation.offset()).isEqualTo(DeltaOffset.FULL);
    }

    @Test
    void shouldIgnoreOldTimestampsWithoutABacklog() {
        // Given: a replayed topic, or a producer whose clock is a day behind
        Samples old = Samples.calm(0.5 * Samples.CAPACITY, -1).backlog(5, 0).aged(Duration.ofDays(1));

        // When
        Actuation actuation = drive(controller(QualityFloor.NONE), 100, old);

        // Then
        assertThat(actuation.offset()).isEqualTo(DeltaOffset.FULL);
    }

    @Test
    void shouldSpeedUpForABacklogThatArrivalsDoNotExplain() {
        // Given: a process that starts behind
        Samples behind = Samples.calm(0.5 * Samples.CAPACITY, -1).backlog(200, 10_000);

        // When
        Actuation actuation = drive(controller(QualityFloor.NONE), 2, behind);

        // Then
        assertThat(actuation.offset().value()).isGreaterThan(-0.25);
    }

    @Test
    void shouldSayThatSpeedIsNotEnoughAtTheFloor() {
        // Given
        Controller controller = controller(FLOOR);

        // When
        Actuation first = follow(controller, 4, 3 * Samples.CAPACITY);
        Actuation later = follow(controller, 20, 3 * Samples.CAPACITY);
        Actuation relieved = follow(controller, 1, 0.5 * Samples.CAPACITY);

        // Then
        assertThat(first.overloaded()).isFalse();
        assertThat(later.overloaded()).isTrue();
        assertThat(later.offset().value()).isCloseTo(0, within(1e-4));
        assertThat(relieved.overloaded()).isFalse();
    }

    @Test
    void shouldNotCallItOverloadedWhileTheCurveHasSpeedLeft() {
        Actuation actuation = follow(controller(QualityFloor.NONE), 50, 3 * Samples.CAPACITY);

        assertThat(actuation.overloaded()).isFalse();
    }

    @Test
    void shouldLeaveAnOffsetBelowTheFloorAtOnce() {
        // Given: people had set 1 by hand, and the controller takes over
        offset = 1;

        // When
        Actuation actuation = drive(controller(FLOOR), 1, Samples.calm(3 * Samples.CAPACITY, 1));

        // Then
        assertThat(actuation.offset().value()).isLessThanOrEqualTo(1e-4);
        assertThat(reason).isEqualTo(OffsetReason.FLOOR);
    }

    @Test
    void shouldObeyLiveQualityWhateverTheLoad() {
        // Given
        Controller controller = controller(QualityFloor.NONE);
        follow(controller, 50, 3 * Samples.CAPACITY);

        // When
        Actuation actuation =
                drive(controller, 1, Samples.calm(3 * Samples.CAPACITY, offset).capped(-0.12));

        // Then
        assertThat(actuation.offset().value()).isEqualTo(-0.12);
        assertThat(reason).isEqualTo(OffsetReason.AGREEMENT);
    }

    @Test
    void shouldTakeTheFullEncoderWhereNothingIsGoodEnough() {
        // Given
        QualityFloor dream = new QualityFloor(OptionalDouble.of(0.99), OptionalDouble.empty());

        // When
        Actuation actuation = follow(controller(dream), 20, 3 * Samples.CAPACITY);

        // Then
        assertThat(actuation.offset()).isEqualTo(DeltaOffset.FULL);
    }

    @Test
    void shouldStartAtTheLeastOffsetBeforeItKnowsACost() {
        // Given
        AutoPolicy policy = new AutoPolicy(OBJECTIVE, QualityFloor.NONE, DeltaOffset.TRAINED, new DeltaOffset(1), 2);
        Controller controller = new Controller(Curves.likeTheShipped(), policy, CONFIGURED);

        // When
        Actuation actuation = drive(controller, 1, Samples.calm(0, -1));

        // Then
        assertThat(actuation).isEqualTo(new Actuation(DeltaOffset.TRAINED, CONFIGURED, false));
        assertThat(reason).isEqualTo(OffsetReason.BOUNDS);
    }

    @Test
    void shouldKeepBatchesAndLingerShortForAShortObjective() {
        // Given: a token costs a worker 67 µs, so a quarter of 50 ms holds 187
        AutoPolicy policy =
                new AutoPolicy(Duration.ofMillis(50), QualityFloor.NONE, DeltaOffset.FULL, new DeltaOffset(1), 2);
        Controller controller =
                new Controller(Curves.likeTheShipped(), policy, new BatchShape(1_500, Duration.ofMillis(50)));

        // When
        Actuation actuation = drive(controller, 50, Samples.calm(100, -1));

        // Then: 256 tokens are the least that is worth a call
        assertThat(actuation.batch()).isEqualTo(new BatchShape(256, Duration.ofMillis(5), Duration.ofMillis(25)));
    }

    private static Controller controller(QualityFloor floor) {
        AutoPolicy policy = new AutoPolicy(OBJECTIVE, floor, DeltaOffset.FULL, new DeltaOffset(1), 2);
        return new Controller(Curves.likeTheShipped(), policy, CONFIGURED);
    }

    /** The same sample again and again: the offset in force does not follow. */
    private Actuation drive(Controller controller, int periods, Samples sample) {
        return drive(controller, periods, before -> sample);
    }

    /** A load that is served, with the offset that the controller asks for. */
    private Actuation follow(Controller controller, int periods, double arrivals) {
        return drive(controller, periods, before -> Samples.calm(arrivals, before.offset()));
    }

    private Actuation drive(Controller controller, int periods, UnaryOperator<Samples> next) {
        Actuation actuation = null;
        for (int i = 0; i < periods; i++) {
            ControlStep step =
                    controller.next(state, next.apply(Samples.calm(0, offset)).sample());
            state = step.state();
            actuation = step.actuation();
            reason = step.reason();
            offset = actuation.offset().value();
        }
        return actuation;
    }
}
