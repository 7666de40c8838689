package dev.winnow.ops.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Against a peer that is none. */
class ManagementClientTest {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n";

    /** Each byte comes soon enough for a timeout between two of them. */
    @Test
    void shouldCutAPeerOffThatAnswersByteByByte() throws IOException {
        ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            URI peer = URI.create("http://127.0.0.1:" + server.getLocalPort());
            drip.execute(() -> {
                Socket socket = accept(server);
                var unused = drip.scheduleAtFixedRate(() -> write(socket, " "), 0, 20, TimeUnit.MILLISECONDS);
            });
            Instant start = Instant.now();

            // When
            Throwable cutOff = catchThrowable(() -> new ManagementClient(Optional.empty()).knobs(peer));

            // Then
            assertThat(cutOff).isInstanceOf(NoAnswerException.class).hasMessage("it does not answer in time");
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
        } finally {
            drip.shutdownNow();
        }
    }

    private static Socket accept(ServerSocket server) {
        try {
            Socket socket = server.accept();
            write(socket, HEAD);
            return socket;
        } catch (IOException e) {
            throw new IllegalStateException("nobody asks", e);
        }
    }

    /** Ends the drip when the client has gone. */
    private static void write(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            throw new IllegalStateException("the client has gone", gone);
        }
    }
}
