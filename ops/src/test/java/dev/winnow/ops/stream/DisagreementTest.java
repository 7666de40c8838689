package dev.winnow.ops.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.topology.config.ApplicationConfig;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.lifecycle.AppState;
import dev.winnow.topology.lifecycle.WinnowApp;
import dev.winnow.topology.preflight.DisagreementException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Two instances of one application on a real broker that would not do the same. */
class DisagreementTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TestStream stream = TestStream.create(2);

    private static final class Version extends Models.Lent {
        private final String version;

        Version(String version) {
            super(Models.shared());
            this.version = version;
        }

        @Override
        public String version() {
            return version;
        }
    }

    private WinnowConfig config(String output, boolean rollingUpgrade) {
        WinnowConfig config = stream.config(Guarantee.EXACTLY_ONCE);
        ApplicationConfig application = new ApplicationConfig(
                stream.id(), Guarantee.EXACTLY_ONCE, 1, Duration.ofMillis(200), PATIENCE, rollingUpgrade);
        return config.toBuilder()
                .application(application)
                .pipelines(List.of(new PipelineConfig(Models.BUNDLE, stream.input(), output)))
                .build();
    }

    private WinnowApp app(String version, String output, boolean rollingUpgrade) {
        return new WinnowApp(config(output, rollingUpgrade), pipeline -> new Version(version));
    }

    @Test
    void shouldRefuseToJoinThoseWhoDoSomethingElse() {
        try (WinnowApp running = app("2.0.0", stream.output(), false);
                WinnowApp otherVersion = app("2.1.0", stream.output(), false);
                WinnowApp otherTopology = app("2.0.0", stream.deadLetters(), true);
                WinnowApp upgrade = app("2.1.0", stream.output(), true)) {
            // Given
            running.start();
            running.awaitRunning(PATIENCE);

            // When, Then
            assertThatThrownBy(otherVersion::start)
                    .isInstanceOf(DisagreementException.class)
                    .hasMessageContainingAll("moderation-2.0.0-", "moderation-2.1.0-");
            assertThat(otherVersion.exitStatus()).isEqualTo(3);
            assertThatThrownBy(otherTopology::start)
                    .isInstanceOf(DisagreementException.class)
                    .hasMessageContaining("another topology");
            upgrade.start();
            upgrade.awaitRunning(PATIENCE);
            assertThat(running.state()).isInstanceOf(AppState.Running.class);
        }
    }

    @Test
    void shouldNotGoOnTogetherWhenBothStartAtOnce() {
        try (WinnowApp one = app("2.0.0", stream.output(), false);
                WinnowApp two = app("2.1.0", stream.output(), false)) {
            // When
            CompletableFuture<Void> first = CompletableFuture.runAsync(() -> startOrRefuse(one));
            CompletableFuture<Void> second = CompletableFuture.runAsync(() -> startOrRefuse(two));
            CompletableFuture.allOf(first, second).join();

            // Then
            Awaitility.await().atMost(PATIENCE).until(() -> isOut(one) || isOut(two));
        }
    }

    private static void startOrRefuse(WinnowApp app) {
        try {
            app.start();
        } catch (DisagreementException e) {
            assertThat(app.exitStatus()).isEqualTo(3);
        }
    }

    private static boolean isOut(WinnowApp app) {
        return app.state() instanceof AppState.Stopped
                || app.failure().filter(DisagreementException.class::isInstance).isPresent();
    }
}
