package dev.winnow.ops.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.lifecycle.AppState;
import dev.winnow.topology.lifecycle.WinnowApp;
import dev.winnow.topology.preflight.StartupException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a process says of itself from its start to its end, on a real broker. */
class ReadinessTest {

    private final TestStream stream = TestStream.create(1);

    @Test
    void shouldBeReadyBetweenWarmUpAndEndOnly() {
        // Given
        List<String> states = new CopyOnWriteArrayList<>();
        try (WinnowApp app = new WinnowApp(stream.config(Guarantee.EXACTLY_ONCE), Models.loader())) {
            app.onChange(state -> states.add(state.label()));

            // When
            app.start();
            app.awaitRunning(Duration.ofMinutes(1));
            assertThat(app.trouble()).isEmpty();
        }

        // Then
        assertThat(states.stream().distinct())
                .containsExactly("starting", "warming-up", "joining", "running", "draining", "stopped");
    }

    @Test
    void shouldNotJoinWithAModelThatHasNoAnswers() {
        // Given
        Models.Lent mute = new Models.Lent(Models.shared()) {
            @Override
            public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
                throw new IllegalStateException("no answer");
            }
        };
        try (WinnowApp app = new WinnowApp(stream.config(Guarantee.EXACTLY_ONCE), pipeline -> mute)) {
            // When, Then
            assertThatThrownBy(app::start)
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("bundle '" + Models.BUNDLE + "' has no answer");
            assertThat(app.state()).isInstanceOf(AppState.Stopped.class);
            assertThat(app.exitStatus()).isEqualTo(1);
        }
    }
}
