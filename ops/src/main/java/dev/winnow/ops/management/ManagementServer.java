package dev.winnow.ops.management;

import dev.winnow.ops.management.access.Access;
import dev.winnow.ops.management.access.Guard;
import dev.winnow.topology.config.ManagementConfig;
import dev.winnow.topology.config.ManagementConfig.Address;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.util.JavalinException;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.server.ConnectionLimit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The one HTTP server of a process: {@link Routes} say what it answers, {@link Guard} to whom, and here is what holds for all of
 * them. It is there before the models are loaded and until the process ends, so that whoever asks gets an answer at any time.
 */
public final class ManagementServer implements AutoCloseable {

    /** What is asked for here needs a short body; anything larger is refused. */
    private static final int LARGEST_BODY_BYTES = 4 * 1024;

    /** Few are needed, but a browser sends the cookies of all that listens on localhost. */
    private static final int LARGEST_HEADERS_BYTES = 8 * 1024;

    /** A handful of askers; the cores belong to the engine. */
    private static final int THREADS = 8;

    private static final int CONNECTIONS = 128;

    /** A client that dribbles its request holds a thread. */
    private static final int LEAST_BYTES_PER_SECOND = 128;

    private final Javalin server;
    private final String host;

    private ManagementServer(Javalin server, String host) {
        this.server = server;
        this.host = host;
    }

    /**
     * Starts to answer, where the configuration says so.
     *
     * @param config with an address
     * @throws IllegalStateException when the address or a token file cannot be used
     */
    public static ManagementServer start(ManagementConfig config, Routes... routes) {
        Address address = config.address()
                .orElseThrow(() -> new IllegalStateException("management.listen is empty: nobody is to be answered"));
        Guard guard = new Guard(address.host(), config, LARGEST_BODY_BYTES, InstantSource.system());
        Javalin server = Javalin.create(ManagementServer::configure);
        install(server, guard, List.of(routes));
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

    private static void configure(JavalinConfig config) {
        config.showJavalinBanner = false;
        config.startupWatcherEnabled = false;
        config.http.maxRequestSize = LARGEST_BODY_BYTES;
        config.http.prefer405over404 = true;
        config.jetty.threadPool = new QueuedThreadPool(THREADS, 2);
        config.jetty.modifyHttpConfiguration(ManagementServer::tighten);
        config.jetty.modifyServer(ManagementServer::bound);
    }

    private static void tighten(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LARGEST_HEADERS_BYTES);
        http.setMinRequestDataRate(LEAST_BYTES_PER_SECOND);
    }

    private static void bound(Server jetty) {
        jetty.addBean(new ConnectionLimit(CONNECTIONS, jetty));
        jetty.setErrorHandler(new JsonErrors());
    }

    private static void install(Javalin server, Guard guard, List<Routes> routes) {
        AuditTrail audit = new AuditTrail(InstantSource.system());
        server.before(context -> {
            addHeaders(context, guard.isSecure());
            guard.admit(context);
        });
        server.beforeMatched(
                context -> context.routeRoles().forEach(access -> guard.authorize(context, (Access) access)));
        JsonErrors.install(server);
        RouteTable table = new RouteTable(server, guard, audit);
        new SessionRoutes().addTo(table);
        routes.forEach(some -> some.addTo(table));
        table.releaseStreams();
        server.after(audit::record);
    }

    private static void addHeaders(Context context, boolean secure) {
        SecurityHeaders.DATA.forEach(context::header);
        if (secure) {
            context.header(Header.STRICT_TRANSPORT_SECURITY, SecurityHeaders.STRICT_TRANSPORT);
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
