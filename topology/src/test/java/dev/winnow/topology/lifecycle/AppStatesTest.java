package dev.winnow.topology.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

class AppStatesTest {

    private static final Instant LATER = Instant.parse("2026-11-22T12:00:00Z");

    private final AppStates states = new AppStates();
    private final List<AppState> seen = new ArrayList<>();

    private void run() {
        states.warmingUp("moderation");
        states.joining();
        states.onChange(State.RUNNING, State.REBALANCING);
    }

    @Test
    void shouldTellOfEachChangeInOrder() {
        // Given
        states.onChange(seen::add);

        // When
        states.starting("checking topics");
        run();
        states.degraded("the model fails", LATER);
        states.recovered();
        states.draining(LATER);
        states.stopped(0, Optional.empty());

        // Then
        assertThat(seen)
                .extracting(AppState::label)
                .containsExactly(
                        "starting", "warming-up", "joining", "running", "degraded", "running", "draining", "stopped");
        assertThat(seen.get(4).details()).isEqualTo("the model fails");
    }

    @Test
    void shouldStayRunningWhilePartitionsMove() {
        // Given
        run();

        // When
        states.onChange(State.REBALANCING, State.RUNNING);

        // Then
        assertThat(states.current()).isInstanceOf(AppState.Running.class);
    }

    @Test
    void shouldKeepTheBeginOfATroubleThatGoesOn() {
        // Given
        run();
        states.degraded("the model fails", LATER);
        Instant begin = ((AppState.Degraded) states.current()).since();

        // When
        states.degraded("the registry is away", LATER.plusSeconds(1));

        // Then
        assertThat(states.current())
                .isEqualTo(new AppState.Degraded(begin, "the registry is away", LATER.plusSeconds(1)));
    }

    @Test
    void shouldNotComeBackFromItsEnd() {
        // Given
        run();
        states.degraded("the model fails", LATER);
        states.draining(LATER);

        // When
        states.recovered();
        states.joining();
        states.degraded("again", LATER);
        states.stopped(1, Optional.of(new IllegalStateException("gone")));
        states.stopped(0, Optional.empty());
        states.draining(LATER);

        // Then
        assertThat(states.current()).isInstanceOf(AppState.Stopped.class);
        assertThat(((AppState.Stopped) states.current()).exitCode()).isEqualTo(1);
        assertThat(states.current().details()).isEqualTo("gone");
        assertThat(states.ended()).isCompleted();
    }

    @Test
    void shouldReleaseWhoWaitsForAStartThatFails() {
        // When
        states.stopped(1, Optional.empty());

        // Then
        assertThat(states.running()).isCompletedExceptionally();
    }
}
