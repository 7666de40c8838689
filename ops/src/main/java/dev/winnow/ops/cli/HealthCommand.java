package dev.winnow.ops.cli;

import dev.winnow.ops.management.ManagementClient;
import dev.winnow.topology.config.ManagementConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Asks a running process how it is: a check for containers whose image has no HTTP client of its own. */
@Command(
        name = "health",
        description = "Asks a running 'winnow run' how it is, prints its answer and exits with 0 if it is well and 1 if"
                + " not. The address is that of management.listen, or the one given.",
        footer = {
            "  winnow health                            is it ready? asks management.listen of winnow.yaml",
            "  winnow health --probe live --set management.listen=127.0.0.1:9464",
            "  winnow health --url http://10.0.0.7:9464/readyz"
        })
final class HealthCommand implements Callable<Integer> {

    /** What can be asked. */
    enum Probe {
        LIVE("/livez"),
        READY("/readyz"),
        STARTUP("/startupz");

        private final String path;

        Probe(String path) {
            this.path = path;
        }
    }

    @Mixin
    private ConfigOptions options;

    @Option(names = "--url", paramLabel = "URL", description = "Ask there instead.")
    private URI url;

    @Option(
            names = "--probe",
            defaultValue = "ready",
            paramLabel = "live|ready|startup",
            description = "What to ask (default: ${DEFAULT-VALUE}).")
    private Probe probe;

    @Option(
            names = "--timeout",
            defaultValue = "3",
            paramLabel = "SECONDS",
            description = "How long to wait for the answer (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        URI target = url == null ? configured() : url;
        Duration timeout = Duration.ofSeconds(timeoutSeconds);
        HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(target).timeout(timeout).build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            PrintWriter out = spec.commandLine().getOut();
            out.println(response.body());
            out.flush();
            return response.statusCode() == 200 ? 0 : 1;
        } catch (IOException e) {
            throw new IllegalStateException("%s does not answer: %s".formatted(target, reason(e)), e);
        }
    }

    private URI configured() {
        ManagementConfig.Address address = options.load()
                .value()
                .management()
                .address()
                .filter(known -> known.port() != 0)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "management.listen names no port; set it or say where with --url"));
        return ManagementClient.local(address).resolve(probe.path);
    }

    private static String reason(IOException failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
