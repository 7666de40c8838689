package dev.winnow.ops.doctor;

import dev.winnow.topology.config.ManagementConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Whether the management port can be listened at. */
final class ManagementCheck implements Check {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "management";
    }

    @Override
    public List<Finding> look(Setup setup) throws IOException, InterruptedException {
        ManagementConfig management = setup.config().management();
        if (management.address().isEmpty()) {
            return List.of(Finding.warning(
                    "nobody can ask a running process how it is",
                    "set management.listen, for instance to 127.0.0.1:9464"));
        }
        ManagementConfig.Address address = management.address().get();
        String host = address.host().replaceAll("[\\[\\]]", "");
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), address.port()));
            return List.of(Finding.ok(management.listen() + " is free"));
        } catch (BindException e) {
            return List.of(
                    isWinnow(address)
                            ? Finding.ok("a running winnow answers at " + management.listen())
                            : Finding.problem(
                                    "%s cannot be listened at: %s".formatted(management.listen(), e.getMessage()),
                                    "end the process that has the port, or set another one: management.listen"));
        }
    }

    /** An instance that runs already is no reason to be alarmed: its doctor reads the same configuration. */
    private static boolean isWinnow(ManagementConfig.Address address) throws InterruptedException {
        String host = address.host().equals("0.0.0.0") ? "127.0.0.1" : address.host();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + host + ":" + address.port() + "/livez"))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
            return answer.body().contains("\"state\"");
        } catch (IOException e) {
            return false;
        }
    }
}
