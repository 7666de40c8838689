package dev.winnow.ops.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.knob.KnobRoutes;
import dev.winnow.ops.management.HealthRoutes;
import dev.winnow.ops.management.ManagementClient;
import dev.winnow.ops.management.ManagementServer;
import dev.winnow.ops.management.Routes;
import dev.winnow.ops.management.access.Access;
import dev.winnow.topology.config.ManagementConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.control.BatchShape;
import dev.winnow.topology.control.LoadSample;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.knob.ControlTopicState;
import dev.winnow.topology.knob.KnobStatus;
import dev.winnow.topology.knob.KnobsReport;
import dev.winnow.topology.lifecycle.AppState;
import dev.winnow.topology.shadow.AgreementCount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against servers as they are. */
class FleetTest {
    private static final Instant NOON = Instant.parse(Snapshots.NOON);
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    private final AtomicReference<AppState> state = new AtomicReference<>(new AppState.Running(NOON));
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final ManagementClient client = new ManagementClient(Optional.empty());
    private final ManagementServer server = start(0);

    private ManagementServer start(int port, Routes... more) {
        return ManagementServer.start(
                ManagementConfig.at("127.0.0.1:" + port),
                Stream.concat(
                                Stream.of(
                                        new HealthRoutes(state::get, Optional::empty),
                                        new KnobRoutes(WinnowConfig.defaults(), () -> Optional.of(report()))),
                                Stream.of(more))
                        .toArray(Routes[]::new));
    }

    private static KnobsReport report() {
        return new KnobsReport(
                new ControlTopicState("winnow-control", true, "", NOON),
                List.of(new KnobStatus(
                        "moderation",
                        new Policy.Mode.Configured(),
                        new DeltaOffset(0.25),
                        Optional.empty(),
                        new BatchShape(1_500, Duration.ofMillis(20)),
                        false,
                        NOON,
                        "the configuration",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.<LoadSample>empty(),
                        Duration.ZERO,
                        AgreementCount.UNKNOWN)));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Fleet fleet(URI... addresses) {
        return new Fleet(List.of(addresses), client, now::get);
    }

    @Test
    void shouldShowWhatAnInstanceSays() {
        try (Fleet fleet = fleet(URI.create(server.url()))) {
            // When
            Snapshot seen = fleet.ask();

            // Then
            assertThat(seen.at()).isEqualTo(Snapshots.NOON);
            InstanceSnapshot instance = seen.instances().get(0);
            assertThat(instance.state()).isEqualTo("running");
            assertThat(instance.ready()).isTrue();
            assertThat(instance.instance()).isEqualTo("127.0.0.1:" + server.port());
            BundleSnapshot bundle = instance.bundles().get(0);
            assertThat(bundle.knob().offset()).isEqualTo(0.25);
            assertThat(bundle.figures()).isEqualTo(Figures.NONE);
            assertThat(bundle.offsets().values()).containsExactly(0.25);
        }
    }

    @Test
    void shouldShowTheKnobsOfAnInstanceWhoseMetricsFail() {
        // Given
        Routes broken = table -> table.get("/metrics", Access.OPEN, context -> {
            throw new IllegalStateException("broken");
        });

        // When
        InstanceSnapshot instance;
        try (ManagementServer failing = start(0, broken);
                Fleet fleet = fleet(URI.create(failing.url()))) {
            instance = fleet.ask().instances().get(0);
        }

        // Then
        assertThat(instance.bundles())
                .extracting(bundle -> bundle.knob().offset())
                .containsExactly(0.25);
        assertThat(instance.ready()).isTrue();
        assertThat(instance.reason()).isEqualTo("about its metrics: it answers with status 500");
    }

    @Test
    void shouldSayWhatAnInstanceWaitsFor() {
        // Given
        state.set(new AppState.Degraded(NOON, "the model fails", NOON.plusSeconds(8)));

        // When
        Snapshot seen;
        try (Fleet fleet = fleet(URI.create(server.url()))) {
            seen = fleet.ask();
        }

        // Then
        InstanceSnapshot instance = seen.instances().get(0);
        assertThat(instance.state()).isEqualTo("degraded");
        assertThat(instance.ready()).isFalse();
        assertThat(instance.reason()).isEqualTo("the model fails");
    }

    @Test
    void shouldKeepTheMomentAnInstanceWentAwayAndSeeItComeBack() {
        try (Fleet fleet = fleet(URI.create(server.url()), NOBODY)) {
            // Given
            int port = server.port();
            fleet.ask();
            server.close();

            // When
            now.set(NOON.plusSeconds(10));
            fleet.ask();
            now.set(NOON.plusSeconds(20));
            Snapshot gone = fleet.ask();
            Snapshot back;
            try (ManagementServer again = start(port)) {
                back = fleet.ask();
                assertThat(again.port()).isEqualTo(port);
            }

            // Then
            assertThat(gone.instances()).extracting(InstanceSnapshot::state).containsOnly("away");
            assertThat(gone.instances().get(0).since()).isEqualTo("2026-11-22T12:00:10Z");
            assertThat(gone.instances().get(1).since()).isEqualTo("2026-11-22T12:00:00Z");
            assertThat(gone.instances().get(1).reason()).contains("does not answer");
            assertThat(back.instances().get(0).state()).isEqualTo("running");
            assertThat(back.instances().get(0).bundles().get(0).offsets().values())
                    .as("with a gap where it was away")
                    .containsExactly(0.25, Double.NaN, Double.NaN, 0.25);
        }
    }

    @Test
    void shouldNotWaitForAnInstanceThatHangs() throws IOException {
        // Given: accepts connections by its backlog and never says a word
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                Fleet fleet =
                        fleet(URI.create("http://127.0.0.1:" + silent.getLocalPort()), URI.create(server.url()))) {
            // When
            fleet.watch(Duration.ofMillis(50));

            // Then
            await().until(() -> fleet.last().instances().size() == 1);
            assertThat(fleet.last().instances().get(0).state()).isEqualTo("running");
            await().until(() -> fleet.last().instances().size() == 2);
            assertThat(fleet.last().instances().get(0).reason()).isEqualTo("it does not answer in time");
        }
    }
}
