package dev.winnow.ops.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.management.access.Access;
import dev.winnow.topology.config.ManagementConfig;
import io.javalin.http.sse.SseClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** Servers with routes of every {@link Access}; asked by another HTTP implementation, or byte by byte. */
abstract class AccessFixture {
    static final String OPERATE = "operate-token-of-a-test";
    static final String READ = "read-token-of-a-test";
    static final String EXPOSED = "0.0.0.0:0";

    final HttpClient client = HttpClient.newHttpClient();
    final AtomicInteger changes = new AtomicInteger();
    final Queue<SseClient> streams = new ConcurrentLinkedQueue<>();
    private final List<ManagementServer> servers = new ArrayList<>();

    /** What may be changed. */
    record Change(int value) {}

    ManagementServer start(ManagementConfig config) {
        ManagementServer server = ManagementServer.start(config, this::addRoutes, new AuditRoutes(Optional::empty));
        servers.add(server);
        return server;
    }

    private void addRoutes(RouteTable table) {
        table.get("/open", Access.OPEN, context -> context.result("open"));
        table.get("/figures", Access.READ, context -> context.result("figures"));
        table.get("/texts", Access.TEXTS, context -> context.result("texts"));
        table.get("/broken", Access.OPEN, context -> {
            throw new IllegalArgumentException("secret detail");
        });
        table.post("/change", Access.OPERATE, context -> {
            Change change = JsonBody.read(context, Change.class);
            changes.addAndGet(change.value());
            AuditTrail.describe(context, "to " + change.value());
            JsonBody.answer(context, change);
        });
        table.events("/events", Access.READ, stream -> {
            stream.keepAlive();
            stream.sendEvent("state", "running");
            streams.add(stream);
        });
    }

    static ManagementConfig config(String operate, String read) {
        return new ManagementConfig(EXPOSED, "", operate, "", read, "");
    }

    @AfterEach
    void close() {
        servers.forEach(ManagementServer::close);
    }

    static HttpRequest.Builder to(ManagementServer server, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    static HttpRequest.Builder change(ManagementServer server, String body) {
        return to(server, "/change").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    static HttpRequest.Builder login(ManagementServer server, String token) {
        return to(server, "/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}"));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    static String raw(ManagementServer server, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
