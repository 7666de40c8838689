package dev.winnow.ops.run;

import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.lifecycle.AppState;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

/** Says in a line for people what a running process does now. */
final class StatePrinter implements Consumer<AppState> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final WinnowConfig config;
    private final PrintWriter err;
    private boolean wasReady;

    StatePrinter(WinnowConfig config, PrintWriter err) {
        this.config = config;
        this.err = err;
    }

    @Override
    public void accept(AppState state) {
        if (state instanceof AppState.Starting starting) {
            say("starting: " + starting.step());
        } else if (state instanceof AppState.WarmingUp warming) {
            say("warming up " + warming.bundle());
        } else if (state instanceof AppState.Joining) {
            say("joining the other instances");
        } else if (state instanceof AppState.Running) {
            ready();
        } else if (state instanceof AppState.Degraded degraded) {
            say("degraded: " + degraded.reason() + "; next try at " + time(degraded.retryAt()));
        } else if (state instanceof AppState.Draining draining) {
            say("stopping: finishing what was read, until " + time(draining.deadline()) + " at most");
        } else if (state instanceof AppState.Stopped stopped) {
            say("stopped" + (stopped.exitCode() == 0 ? "" : " with exit code " + stopped.exitCode()));
        }
    }

    private void ready() {
        if (wasReady) {
            say("ready again");
            return;
        }
        wasReady = true;
        say("ready, application " + config.application().id());
        for (PipelineConfig pipeline : config.pipelines()) {
            say(pipeline.line());
        }
    }

    /** Says something else about the process, at once. */
    void say(String line) {
        err.println("winnow: " + line);
        err.flush();
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
