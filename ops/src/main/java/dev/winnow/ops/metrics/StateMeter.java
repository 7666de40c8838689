package dev.winnow.ops.metrics;

import dev.winnow.topology.lifecycle.AppState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/** Where the process stands: one series, whose tag is the state. */
final class StateMeter {

    private final MultiGauge states;

    StateMeter(MeterRegistry registry) {
        states = MultiGauge.builder("winnow.state")
                .description("1; its tag says where the process stands")
                .register(registry);
    }

    void update(AppState state) {
        states.register(List.of(MultiGauge.Row.of(Tags.of("state", state.label()), 1)), true);
    }
}
