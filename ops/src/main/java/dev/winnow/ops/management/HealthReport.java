package dev.winnow.ops.management;

import dev.winnow.topology.lifecycle.AppState;
import java.util.Optional;

/**
 * The answer to a question about health: a status and the reason, never a word of a document.
 *
 * @param healthy whether the answer is yes
 * @param state label of the process's state, for instance {@code degraded}
 * @param reason why it is not, or what the process is doing; empty where there is nothing to say
 * @param since when the state began, ISO 8601; empty where it does not matter
 */
public record HealthReport(boolean healthy, String state, String reason, String since) {

    /** Whether the start is over: until then nobody should ask whether it lives. */
    static HealthReport startup(AppState state) {
        return of(!(isStarting(state) || state instanceof AppState.Stopped), state, state.details());
    }

    /** Whether it does its work now. */
    public static HealthReport readiness(AppState state) {
        return of(state instanceof AppState.Running, state, state.details());
    }

    /** Whether it should be left alone, rather than started anew. */
    static HealthReport liveness(AppState state, Optional<String> trouble) {
        return of(trouble.isEmpty(), state, trouble.orElse(state.details()));
    }

    private static boolean isStarting(AppState state) {
        return state instanceof AppState.Starting
                || state instanceof AppState.WarmingUp
                || state instanceof AppState.Joining;
    }

    private static HealthReport of(boolean healthy, AppState state, String reason) {
        return new HealthReport(healthy, state.label(), reason, since(state));
    }

    private static String since(AppState state) {
        if (state instanceof AppState.Running running) {
            return running.since().toString();
        } else if (state instanceof AppState.Degraded degraded) {
            return degraded.since().toString();
        } else if (state instanceof AppState.Draining draining) {
            return draining.since().toString();
        }
        return "";
    }
}
