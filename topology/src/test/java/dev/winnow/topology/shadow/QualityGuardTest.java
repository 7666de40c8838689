package dev.winnow.topology.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.topology.control.QualityFloor;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class QualityGuardTest {
    private static final double FLOOR = 0.9;
    private static final CalibrationCurve CURVE =
            new CalibrationCurve("validation", 1_000, List.of(point(-1, 1), point(0, 0.97), point(1, 0.77)));
    private static final QualityGuard GUARD = new QualityGuard(CURVE, FLOOR);

    private static final int RUNS = 200;

    /** An offset that the calibration promises 0.93 for. */
    private static final double FAST = 0.2;

    private static CalibrationPoint point(double offset, double agreement) {
        return new CalibrationPoint(
                offset, agreement, agreement, agreement, agreement, agreement, 2 + offset, 2 + offset);
    }

    @Test
    void shouldLowerTheOffsetAtOnceByWhatIsMissing() {
        // When: 0.05 less than the floor, so 0.05 more is wanted than the curve has at this offset
        QualityGuard.Verdict verdict = GUARD.judge(QualityGuard.UNCAPPED, FAST, new AgreementCount(400, 340));

        // Then
        assertThat(verdict.forget()).isTrue();
        assertThat(CURVE.at(verdict.cap()).agreement()).isCloseTo(CURVE.at(FAST).agreement() + 0.05, within(0.001));
    }

    @Test
    void shouldFallBackToTheFullEncoderWhenNothingElseWillDo() {
        assertThat(GUARD.judge(QualityGuard.UNCAPPED, FAST, new AgreementCount(100, 10))
                        .cap())
                .isEqualTo(-1);
    }

    @Test
    void shouldNotMoveForChance() {
        assertThat(GUARD.judge(QualityGuard.UNCAPPED, FAST, new AgreementCount(QualityGuard.ENOUGH - 1, 0))
                        .forget())
                .as("too few")
                .isFalse();
        assertThat(GUARD.judge(QualityGuard.UNCAPPED, FAST, new AgreementCount(100, 88))
                        .forget())
                .as("the floor is within the interval")
                .isFalse();
    }

    @Test
    void shouldLetTheOffsetRiseByWhatIsSurelySpare() {
        // Given
        AgreementCount sample = new AgreementCount(400, 388);
        double spare = sample.interval().low() - FLOOR;

        // When
        QualityGuard.Verdict verdict = GUARD.judge(0.1, 0.1, sample);

        // Then
        assertThat(verdict.forget()).isTrue();
        assertThat(CURVE.at(verdict.cap()).agreement()).isCloseTo(CURVE.at(0.1).agreement() - spare, within(0.001));
        assertThat(GUARD.judge(0.98, 0.98, new AgreementCount(400, 400)).cap()).isEqualTo(QualityGuard.UNCAPPED);
    }

    @Test
    void shouldKeepAnAccuracyFloorByTheAgreementThere() {
        // Given: the curve's accuracy is its agreement, and 0.87 is halfway from 0 to 1
        QualityFloor accuracy = new QualityFloor(OptionalDouble.of(0.87), OptionalDouble.empty());

        // Then
        assertThat(QualityGuard.of(CURVE, accuracy).orElseThrow().floor()).isCloseTo(0.87, within(1e-4));
        assertThat(QualityGuard.of(CURVE, QualityFloor.NONE)).isEmpty();
    }

    /** Documents that are harder than those of the calibration: 0.08 fewer agree, except with the full encoder. */
    @Test
    void shouldSettleWhereLiveDocumentsMeetTheFloor() {
        DoubleUnaryOperator harder = offset -> CURVE.at(offset).agreement() - (offset <= -1 ? 0 : 0.08);
        double sum = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            double live = harder.applyAsDouble(Math.min(FAST, capAfter(5_000, seed, harder)));
            assertThat(live).as("seed %d", seed).isGreaterThan(FLOOR - 0.04);
            sum += live;
        }
        assertThat(sum / RUNS)
                .as("mean agreement, neither below the floor nor far above it")
                .isBetween(FLOOR - 0.005, FLOOR + 0.03);
    }

    @Test
    void shouldLeaveAloneWhatTheCalibrationPromised() {
        int disturbed = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            disturbed += capAfter(5_000, seed, offset -> CURVE.at(offset).agreement()) < FAST ? 1 : 0;
        }
        assertThat(disturbed)
                .as("of 200 runs, those that are slower without need after 5,000 comparisons")
                .isLessThan(10);
    }

    /** The cap after so many comparisons by a stream that would like to run at {@link #FAST}. */
    private static double capAfter(int comparisons, int seed, DoubleUnaryOperator agreement) {
        SplittableRandom random = new SplittableRandom(seed);
        LiveAgreement live = new LiveAgreement();
        double cap = QualityGuard.UNCAPPED;
        for (int n = 0; n < comparisons; n++) {
            double offset = Math.min(FAST, cap);
            live.add(offset, random.nextDouble() < agreement.applyAsDouble(offset));
            QualityGuard.Verdict verdict = GUARD.judge(cap, offset, live.lately());
            cap = verdict.cap();
            if (verdict.forget()) {
                live.forget();
            }
        }
        return cap;
    }
}
