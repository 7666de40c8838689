package dev.winnow.ops.management;

import dev.winnow.ops.management.access.Access;
import dev.winnow.topology.lifecycle.AppState;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /livez}, {@code /readyz} and {@code /startupz}: 200 or 503 and a {@link HealthReport}, for whoever asks. */
public final class HealthRoutes implements Routes {
    private static final int UNAVAILABLE = 503;

    private final Supplier<AppState> state;
    private final Supplier<Optional<String>> trouble;

    /**
     * @param state where the process stands
     * @param trouble why the process should be started anew, if it should
     */
    public HealthRoutes(Supplier<AppState> state, Supplier<Optional<String>> trouble) {
        this.state = state;
        this.trouble = trouble;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get("/livez", Access.OPEN, context -> answer(context, HealthReport.liveness(state.get(), trouble.get())));
        table.get("/readyz", Access.OPEN, context -> answer(context, HealthReport.readiness(state.get())));
        table.get("/startupz", Access.OPEN, context -> answer(context, HealthReport.startup(state.get())));
    }

    private static void answer(Context context, HealthReport report) {
        context.status(report.healthy() ? 200 : UNAVAILABLE);
        JsonBody.answer(context, report);
    }
}
