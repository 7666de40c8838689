package dev.winnow.topology.knob;

import static dev.winnow.topology.knob.Policies.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.control.Actuation;
import dev.winnow.topology.control.BatchShape;
import dev.winnow.topology.control.Controller;
import dev.winnow.topology.control.EngineCost;
import dev.winnow.topology.control.LoadSample;
import dev.winnow.topology.control.OffsetReason;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.shadow.LiveAgreement;
import dev.winnow.topology.shadow.LiveQuality;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnobTest {
    private static final BatchShape CONFIGURED = new BatchShape(1_500, Duration.ofMillis(20));
    private static final Duration PERIOD = Duration.ofMillis(200);

    private final Knob knob = new Knob(
            "topics",
            Optional.of(Policies.CURVE),
            DeltaOffset.TRAINED,
            CONFIGURED,
            Controller::new,
            new LiveQuality(new LiveAgreement()),
            NOON);

    private Actuation decide(Instant now) {
        return knob.decide(now, Duration.ZERO);
    }

    /** Ten times as many documents come as one worker serves. */
    private void observeOverload() {
        knob.observe(new LoadSample(
                PERIOD,
                1_000,
                100,
                500,
                5_000,
                Duration.ofSeconds(5),
                Optional.of(new EngineCost(0.01, 30)),
                1,
                1,
                knob.status().offset(),
                new DeltaOffset(1)));
    }

    @Test
    void shouldHoldTheConfiguredOffsetWhileNobodyAsks() {
        // When
        observeOverload();
        Actuation actuation = decide(NOON);

        // Then
        assertThat(actuation).isEqualTo(new Actuation(DeltaOffset.TRAINED, CONFIGURED, false));
        assertThat(knob.status().mode()).isInstanceOf(Policy.Mode.Configured.class);
        assertThat(knob.status().expected())
                .hasValueSatisfying(point -> assertThat(point.accuracy()).isBetween(0.8, 0.9));
    }

    @Test
    void shouldEndAManualOffsetWithoutAnotherRecord() {
        // Given
        Instant until = NOON.plusSeconds(10);
        knob.ask(Standing.of(Policies.policy(Policies.manual(0.4, until), null)));

        // When
        Actuation before = decide(until.minusMillis(1));
        KnobStatus whileSet = knob.status();
        OffsetReason whileSetReason = knob.reason();
        Actuation after = decide(until);

        // Then
        assertThat(before.offset()).isEqualTo(new DeltaOffset(0.4));
        assertThat(whileSetReason).isEqualTo(OffsetReason.MANUAL);
        assertThat(whileSet.why()).isEqualTo("set by operator: release day");
        assertThat(after.offset()).isEqualTo(DeltaOffset.TRAINED);
        assertThat(knob.status().since()).isEqualTo(until);
        assertThat(knob.reason()).isEqualTo(OffsetReason.EXPIRED);
    }

    @Test
    void shouldReturnToTheConfiguredOffsetWhenAPolicyIsTakenBack() {
        // Given
        knob.ask(Standing.of(Policies.policy(Policies.manual(0.4, null), null)));
        decide(NOON);

        // When
        knob.ask(Standing.NONE);
        Actuation after = decide(NOON.plusSeconds(1));

        // Then
        assertThat(after.offset()).isEqualTo(DeltaOffset.TRAINED);
        assertThat(knob.reason()).isEqualTo(OffsetReason.CONFIGURED);
    }

    @Test
    void shouldSayThatNobodyKnowsWhatAnOffsetCosts() {
        // Given
        knob.ask(Standing.of(Policies.policy(Policies.manual(0.9, null), null)));

        // When
        decide(NOON);

        // Then
        assertThat(knob.status().expected()).isEmpty();
    }

    @Test
    void shouldLetTheControllerMoveUpToTheFloorAndSayThatItIsNotEnough() {
        // Given
        knob.ask(Standing.of(Policies.policy(null, Policies.auto(0.85))));

        // When
        for (int period = 1; period <= 50; period++) {
            observeOverload();
            decide(NOON.plus(PERIOD.multipliedBy(period)));
        }

        // Then
        assertThat(knob.status().offset().value()).isCloseTo(-0.25, within(0.01));
        assertThat(knob.status().overloaded()).isTrue();
        assertThat(knob.status().why()).isEqualTo("controller, asked for by operator: release day");
    }

    @Test
    void shouldLetAPersonBeatTheController() {
        // Given
        knob.ask(Standing.of(Policies.policy(Policies.manual(-1, null), Policies.auto(0.85))));

        // When
        for (int period = 1; period <= 10; period++) {
            observeOverload();
            decide(NOON.plus(PERIOD.multipliedBy(period)));
        }

        // Then
        assertThat(knob.status().offset()).isEqualTo(DeltaOffset.FULL);
        assertThat(knob.status().batch()).isEqualTo(CONFIGURED);
        assertThat(knob.status().overloaded()).isFalse();
    }
}
