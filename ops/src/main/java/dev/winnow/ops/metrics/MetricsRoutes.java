package dev.winnow.ops.metrics;

import dev.winnow.ops.management.RouteTable;
import dev.winnow.ops.management.Routes;
import dev.winnow.ops.management.access.Access;

/**
 * {@code /metrics}, for Prometheus.
 *
 * @param metrics stay open as long as the server
 */
public record MetricsRoutes(Metrics metrics) implements Routes {

    @Override
    public void addTo(RouteTable table) {
        table.get("/metrics", Access.READ, context -> context.contentType(Metrics.CONTENT_TYPE)
                .result(metrics.scrape()));
    }
}
