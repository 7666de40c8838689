package dev.winnow.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.management.HealthRoutes;
import dev.winnow.ops.management.ManagementServer;
import dev.winnow.topology.config.ManagementConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.lifecycle.AppState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The management port and its tokens. */
class DoctorManagementTest extends DoctorFixture {
    @Test
    void shouldFindAPortThatSomebodyElseHas() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            String listen = "127.0.0.1:" + other.getLocalPort();
            WinnowConfig config =
                    config().toBuilder().management(ManagementConfig.at(listen)).build();

            // When
            Finding taken = only(look(config, new ManagementCheck()), "management");

            // Then
            assertThat(taken.status()).isEqualTo(Status.PROBLEM);
            assertThat(taken.what()).contains(listen);
        }
    }

    @Test
    void shouldKnowARunningWinnow() {
        try (ManagementServer server = ManagementServer.start(
                ManagementConfig.at("127.0.0.1:0"), new HealthRoutes(AppState.Joining::new, Optional::empty))) {
            // Given
            WinnowConfig config = config().toBuilder()
                    .management(ManagementConfig.at("127.0.0.1:" + server.port()))
                    .build();

            // When
            Finding running = only(look(config, new ManagementCheck()), "management");

            // Then
            assertThat(running.status()).isEqualTo(Status.OK);
            assertThat(running.what()).contains("a running winnow answers");
        }
    }

    @Test
    void shouldSayWhoCouldAskWithoutAToken() {
        // Given
        WinnowConfig open = config().toBuilder()
                .management(ManagementConfig.at("0.0.0.0:0"))
                .build();
        WinnowConfig shut = config().toBuilder()
                .management(new ManagementConfig(
                        "0.0.0.0:0", "", "an-operate-token-of-a-test", "", "a-read-token-of-a-test", ""))
                .build();

        // When
        List<Finding> findings = findings(look(open, new ManagementCheck()), "management");

        // Then
        assertThat(findings).extracting(Finding::status).containsExactly(Status.OK, Status.WARNING, Status.WARNING);
        assertThat(findings.get(1).fix()).contains("management.operate-token");
        assertThat(findings.get(2).fix()).contains("management.read-token");
        assertThat(only(look(shut, new ManagementCheck()), "management").status())
                .isEqualTo(Status.OK);
    }

    @Test
    void shouldReadTheFilesOfTokens(@TempDir Path folder) throws IOException {
        // Given
        Path brief = Files.writeString(folder.resolve("brief"), "too-short");
        WinnowConfig config = config().toBuilder()
                .management(new ManagementConfig("127.0.0.1:0", "", "", brief.toString(), "", ""))
                .build();

        // When
        List<Finding> findings = findings(look(config, new ManagementCheck()), "management");

        // Then
        assertThat(findings).extracting(Finding::status).containsExactly(Status.OK, Status.PROBLEM);
        assertThat(findings.get(1).what())
                .contains("management.operate-token-file", brief.toString())
                .doesNotContain("too-short");
    }
}
