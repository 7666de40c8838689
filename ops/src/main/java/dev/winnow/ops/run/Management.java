package dev.winnow.ops.run;

import dev.winnow.ops.console.Console;
import dev.winnow.ops.console.ConsoleRoutes;
import dev.winnow.ops.console.Vitals;
import dev.winnow.ops.knob.KnobRoutes;
import dev.winnow.ops.management.AuditRoutes;
import dev.winnow.ops.management.HealthRoutes;
import dev.winnow.ops.management.ManagementServer;
import dev.winnow.ops.management.Routes;
import dev.winnow.ops.metrics.Metrics;
import dev.winnow.ops.metrics.MetricsRoutes;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.lifecycle.WinnowApp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that a process answers over HTTP, if its configuration says where: opened before the stream starts, to miss nothing of it. */
public final class Management implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Management.class);

    private final Deque<Runnable> closing = new ArrayDeque<>();
    private Optional<String> url = Optional.empty();

    private Management() {}

    /**
     * Begins to answer.
     *
     * @param app not yet started
     * @throws IllegalStateException when the address cannot be used
     */
    public static Management open(WinnowConfig config, WinnowApp app) {
        Management management = new Management();
        if (config.management().address().isPresent()) {
            try {
                management.serve(config, app);
            } catch (RuntimeException e) {
                management.close();
                throw e;
            }
        }
        return management;
    }

    private void serve(WinnowConfig config, WinnowApp app) {
        Metrics metrics = Metrics.of(app);
        closing.push(metrics::close);
        AuditRoutes audit = new AuditRoutes(app::knobs);
        app.observe(audit.observer());
        List<Routes> routes = new ArrayList<>(List.of(
                new MetricsRoutes(metrics),
                new HealthRoutes(app::state, app::trouble),
                new KnobRoutes(config, app::knobs),
                audit));
        if (config.console().enabled()) {
            Console console = Console.start(config, new Vitals(app::state, app::knobs, app::totals));
            closing.push(console::close);
            console.observers().forEach(app::observe);
            routes.add(new ConsoleRoutes(console));
        }
        ManagementServer server = ManagementServer.start(config.management(), routes.toArray(Routes[]::new));
        closing.push(server::close);
        url = Optional.of(server.url());
    }

    /** Where it answers; empty for nowhere. */
    public Optional<String> url() {
        return url;
    }

    @Override
    public void close() {
        closing.forEach(Management::closeOne);
        closing.clear();
    }

    private static void closeOne(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            // Thrown on, it would leave the others open.
            LOG.atWarn().setCause(e).log("a part of what answers over HTTP was not closed properly");
        }
    }
}
