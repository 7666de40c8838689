package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.management.HealthRoutes;
import dev.winnow.ops.management.ManagementServer;
import dev.winnow.topology.config.ManagementConfig;
import dev.winnow.topology.lifecycle.AppState;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthCommandTest {

    private final AtomicReference<AppState> state = new AtomicReference<>(new AppState.Running(Instant.EPOCH));
    private final ManagementServer server =
            ManagementServer.start(ManagementConfig.at("127.0.0.1:0"), new HealthRoutes(state::get, Optional::empty));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldExitWithZeroWhenAllIsWell() {
        // When
        Cli result = Cli.run("health", "--set", "management.listen=0.0.0.0:" + server.port());

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.json()).containsEntry("healthy", true).containsEntry("state", "running");
    }

    @Test
    void shouldExitWithOneAndTheReasonWhenNot() {
        // Given
        state.set(new AppState.Degraded(Instant.EPOCH, "the model fails", Instant.EPOCH));

        // When
        Cli ready = Cli.run("health", "--url", server.url() + "/readyz");
        Cli live = Cli.run("health", "--probe", "live", "--set", "management.listen=127.0.0.1:" + server.port());

        // Then
        assertThat(ready.exitCode()).isEqualTo(1);
        assertThat(ready.json()).containsEntry("reason", "the model fails");
        assertThat(live.exitCode()).isZero();
    }

    @Test
    void shouldFailWhenNobodyAnswers() {
        // When
        Cli result = Cli.run("health", "--url", "http://127.0.0.1:1/readyz");

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("http://127.0.0.1:1/readyz does not answer");
    }

    @Test
    void shouldAskWhereWhenNothingIsConfigured() {
        // When
        Cli result = Cli.run("health");

        // Then
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("management.listen", "--url");
    }
}
