package dev.winnow.topology.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.winnow.model.reduction.DeltaOffset;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EstimatesTest {

    private static final double PERIOD = 0.2;

    @Test
    void shouldAverageWhatIsNoiseAndFollowWhatIsAStep() {
        // Given
        ArrivalEstimate estimate = ArrivalEstimate.NONE;
        SplittableRandom random = new SplittableRandom(1);
        double worst = 0;
        for (int i = 0; i < 500; i++) {
            estimate = estimate.after(count(random, 200), PERIOD);
            worst = i < 50 ? 0 : Math.max(worst, Math.abs(estimate.rate() - 200));
        }

        // When
        ArrivalEstimate stepped = estimate.after(1_000, PERIOD);

        // Then: a single count is off by 32 documents a second on average
        assertThat(worst).isLessThan(50);
        assertThat(stepped.rate()).isEqualTo(1_000);
    }

    @Test
    void shouldGetUsedToArrivalsInLumps() {
        // Given: a poll every second period
        ArrivalEstimate estimate = ArrivalEstimate.NONE;
        for (int i = 0; i < 200; i++) {
            estimate = estimate.after(i % 2 == 0 ? 400 : 0, PERIOD);
        }

        // When
        double afterALump = estimate.after(400, PERIOD).rate();
        double afterNothing = estimate.after(0, PERIOD).rate();

        // Then
        assertThat(afterALump).isBetween(180.0, 260.0);
        assertThat(afterNothing).isBetween(120.0, 220.0);
    }

    @Test
    void shouldNotTakeAMeanOverTheStepForItsEnd() {
        // Given: a step that was seen, and the broker's mean over the second around it
        ArrivalEstimate stepped = new ArrivalEstimate(100, 20, 10).after(600, PERIOD);

        // When
        ArrivalEstimate soon = stepped.after(250, PERIOD, true);
        ArrivalEstimate later = soon;
        for (int i = 0; i < 10; i++) {
            later = later.after(250, PERIOD, true);
        }

        // Then
        assertThat(soon.rate()).isEqualTo(600);
        assertThat(stepped.after(700, PERIOD, true).rate()).isGreaterThan(600);
        assertThat(later.rate()).as("two seconds later").isEqualTo(250);
    }

    @Test
    void shouldLearnTheCostOfTheFullEncoderAtAnyOffset() {
        // When: a document costs 5 ms at an offset that is calibrated as twice as fast
        CapacityEstimate estimate = learn(sample(400, 0.005), 2, false, 100);

        // Then
        assertThat(estimate.secondsPerDocument()).isCloseTo(0.01, within(1e-9));
        assertThat(estimate.atFull(sample(400, 0.005))).isCloseTo(200, withinPercentage(1));
    }

    @Test
    void shouldLearnInAQueueThatWorkersDoLessThanTheyCould() {
        // When: 2 workers would do 200 a second, but only 120 come out
        CapacityEstimate queued = learn(sample(120, 0.01), 1, true, 100);
        CapacityEstimate idle = learn(sample(120, 0.01), 1, false, 100);

        // Then
        assertThat(queued.atFull(sample(120, 0.01))).isCloseTo(120, withinPercentage(1));
        assertThat(idle.atFull(sample(120, 0.01))).isCloseTo(200, withinPercentage(1));
    }

    @Test
    void shouldForgetWithinMinutesWhatTookTheMachine() {
        // Given
        CapacityEstimate estimate = learn(sample(100, 0.01), 1, true, 100);

        // When
        for (int i = 0; i < 5 * 60 * 5; i++) {
            estimate = estimate.after(sample(100, 0.01), 1, false);
        }

        // Then
        assertThat(estimate.efficiency()).isBetween(0.9, 1.0);
    }

    @Test
    void shouldTellACostOnlyWhereSomethingWasComputed() {
        assertThat(EngineCost.of(0, 0, 0)).isEmpty();
        assertThat(EngineCost.of(10, 300, 20_000)).contains(new EngineCost(0.002, 30));
        assertThat(new EngineCost(0.002, 30).secondsPerToken()).isCloseTo(0.002 / 30, within(1e-12));
    }

    @Test
    void shouldRefuseSamplesThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> sample(-1, 0.01));
        assertThatIllegalArgumentException().isThrownBy(() -> sample(Double.NaN, 0.01));
        assertThatIllegalArgumentException().isThrownBy(() -> sample(1, 0));
    }

    private static CapacityEstimate learn(LoadSample sample, double ratio, boolean queued, int samples) {
        CapacityEstimate estimate = CapacityEstimate.UNKNOWN;
        for (int i = 0; i < samples; i++) {
            estimate = estimate.after(sample, ratio, queued);
        }
        return estimate;
    }

    private static LoadSample sample(double served, double seconds) {
        return new LoadSample(
                Duration.ofMillis(200),
                served,
                served,
                0,
                0,
                Duration.ZERO,
                Optional.of(new EngineCost(seconds, 30)),
                2,
                1,
                DeltaOffset.FULL,
                new DeltaOffset(1));
    }

    /** A Poisson count as a rate. */
    private static double count(SplittableRandom random, double rate) {
        int count = 0;
        for (double due = random.nextExponential(); due < rate * PERIOD; due += random.nextExponential()) {
            count++;
        }
        return count / PERIOD;
    }
}
