package dev.winnow.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.console.Peers.Peer;
import dev.winnow.ops.knob.KnobRoutes;
import dev.winnow.ops.management.HealthRoutes;
import dev.winnow.ops.management.ManagementClient;
import dev.winnow.ops.management.ManagementServer;
import dev.winnow.topology.config.ManagementConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.lifecycle.AppState;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against servers as they are, one that is silent, and none. */
class PeersTest {
    private static final String TOKEN = "read-token-of-a-test";
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    private final ManagementServer joining = start(ManagementConfig.at("127.0.0.1:0"));
    private final ManagementServer guarded = start(new ManagementConfig("127.0.0.1:0", "", "", "", TOKEN, ""));

    private static ManagementServer start(ManagementConfig config) {
        return ManagementServer.start(
                config,
                new HealthRoutes(() -> new AppState.Joining(), Optional::empty),
                new KnobRoutes(WinnowConfig.defaults(), Optional::empty));
    }

    @AfterEach
    void close() {
        joining.close();
        guarded.close();
    }

    private static Peers peers(Optional<String> token, List<URI> addresses) {
        return new Peers(new ManagementClient(token), addresses);
    }

    @Test
    void shouldTellWhatEachSaysInTheOrderOfTheConfiguration() {
        // Given
        URI first = URI.create(joining.url());
        URI last = URI.create(guarded.url());
        try (Peers peers = peers(Optional.empty(), List.of(first, NOBODY, last))) {
            // When
            List<Peer> said = peers.ask();

            // Then
            assertThat(said)
                    .extracting(Peer::instance)
                    .containsExactly(first.toString(), NOBODY.toString(), last.toString());
            assertThat(said.get(0).health().state()).isEqualTo("joining");
            assertThat(said.get(0).knob().bundles()).isEmpty();
            assertThat(said.get(0).problem()).isNull();
            assertThat(said.get(1).health()).isNull();
            assertThat(said.get(1).problem()).contains("nothing listens there");
            assertThat(said.get(2).problem()).contains("management.read-token");
        }
    }

    @Test
    void shouldShowItsTokenToAll() {
        try (Peers peers = peers(Optional.of(TOKEN), List.of(URI.create(guarded.url())))) {
            // When / Then
            assertThat(peers.ask()).singleElement().satisfies(peer -> {
                assertThat(peer.problem()).isNull();
                assertThat(peer.knob()).isNotNull();
            });
        }
    }

    @Test
    void shouldWaitForAllOfThemNoLongerThanForOne() throws Exception {
        // Given
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            try (Peers peers = peers(Optional.empty(), Collections.nCopies(8, address))) {
                // When
                long start = System.nanoTime();
                List<Peer> said = peers.ask();
                Duration took = Duration.ofNanos(System.nanoTime() - start);

                // Then
                assertThat(said).hasSize(8).extracting(Peer::problem).containsOnly("it does not answer in time");
                assertThat(took).as("two seconds are waited for one").isLessThan(Duration.ofSeconds(8));
            }
        }
    }
}
