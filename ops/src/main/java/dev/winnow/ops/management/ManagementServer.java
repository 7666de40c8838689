package dev.winnow.ops.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.topology.config.ManagementConfig;
import dev.winnow.topology.knob.KnobsReport;
import dev.winnow.topology.lifecycle.AppState;
import io.javalin.Javalin;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.util.JavalinException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Answers {@code /livez}, {@code /readyz} and {@code /startupz} with 200 or 503 and a {@link HealthReport} as JSON, and {@code
 * /knob} with a {@link KnobAnswer}. It is there before the models are loaded and until the process ends, so that whoever asks
 * gets an answer at any time. Nothing can be changed here: policies come from the control topic, for all instances alike.
 */
public final class ManagementServer implements AutoCloseable {

    /** What asks for health sends no body and few headers; anything larger is refused. */
    private static final int LARGEST_REQUEST_BYTES = 4 * 1024;

    /** A handful of askers; the cores belong to the engine. */
    private static final int THREADS = 8;

    private static final int UNAVAILABLE = 503;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Javalin server;
    private final String host;

    private ManagementServer(Javalin server, String host) {
        this.server = server;
        this.host = host;
    }

    /**
     * Starts to answer.
     *
     * @param state where the process stands
     * @param trouble why the process should be started anew, if it should
     * @param knobs what its knobs do; empty before there are any
     * @throws IllegalStateException when the address cannot be used
     */
    public static ManagementServer start(
            ManagementConfig.Address address,
            Supplier<AppState> state,
            Supplier<Optional<String>> trouble,
            Supplier<Optional<KnobsReport>> knobs) {
        Javalin server = create();
        server.get("/livez", context -> answer(context, HealthReport.liveness(state.get(), trouble.get())));
        server.get("/readyz", context -> answer(context, HealthReport.readiness(state.get())));
        server.get("/startupz", context -> answer(context, HealthReport.startup(state.get())));
        server.get("/knob", context -> answer(context, KnobAnswer.of(knobs.get())));
        try {
            server.start(address.host(), address.port());
        } catch (JavalinException e) {
            server.stop();
            throw new IllegalStateException(
                    "management.listen: %s:%d cannot be used: %s"
                            .formatted(address.host(), address.port(), rootMessage(e)),
                    e);
        }
        return new ManagementServer(server, address.host());
    }

    private static Javalin create() {
        return Javalin.create(config -> {
            config.showJavalinBanner = false;
            config.startupWatcherEnabled = false;
            config.http.maxRequestSize = LARGEST_REQUEST_BYTES;
            config.jetty.threadPool = new QueuedThreadPool(THREADS, 2);
            config.jetty.modifyHttpConfiguration(ManagementServer::tighten);
        });
    }

    private static void tighten(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LARGEST_REQUEST_BYTES);
    }

    private static void answer(Context context, HealthReport report) {
        context.status(report.healthy() ? 200 : UNAVAILABLE);
        answer(context, (Record) report);
    }

    private static void answer(Context context, Record report) {
        try {
            context.contentType(ContentType.APPLICATION_JSON)
                    .header("Cache-Control", "no-store")
                    .result(MAPPER.writeValueAsString(report));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    /** The port it listens on, whatever was asked for. */
    public int port() {
        return server.port();
    }

    /** Where it answers, for instance {@code http://127.0.0.1:9464}. */
    public String url() {
        return "http://" + host + ":" + port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
