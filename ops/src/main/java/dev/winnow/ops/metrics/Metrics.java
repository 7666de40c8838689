package dev.winnow.ops.metrics;

import dev.winnow.topology.knob.KnobsReport;
import dev.winnow.topology.lifecycle.AppState;
import dev.winnow.topology.lifecycle.WinnowApp;
import dev.winnow.topology.observe.StreamObserver;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Everything a process measures of itself. It is there before the models are loaded and until the end; what is not known yet is
 * missing and not zero. All tags are bounded: bundles, topics, layers, labels and a few fixed words.
 */
public final class Metrics implements AutoCloseable {

    /** Text format of Prometheus, which every reader of it understands. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final Supplier<AppState> state;
    private final Supplier<Optional<KnobsReport>> knobs;
    private final StreamMeters stream;
    private final StateMeter stateMeter;
    private final KnobMeters knobMeters;
    private final KafkaMeters kafkaMeters;

    /**
     * @param state where the process stands
     * @param knobs what its knobs do; empty before there are any
     * @param kafka figures of Kafka's own clients and threads
     */
    Metrics(
            Supplier<AppState> state,
            Supplier<Optional<KnobsReport>> knobs,
            Supplier<Map<MetricName, ? extends Metric>> kafka) {
        this.state = state;
        this.knobs = knobs;
        this.stream = new StreamMeters(registry, new Objectives(knobs));
        this.stateMeter = new StateMeter(registry);
        this.knobMeters = new KnobMeters(registry);
        this.kafkaMeters = new KafkaMeters(registry, kafka);
        bindProcess();
    }

    /** Of an application that is not started yet; it is observed from now on. */
    public static Metrics of(WinnowApp app) {
        Metrics metrics = new Metrics(app::state, app::knobs, app::kafkaMetrics);
        app.observe(metrics.observer());
        return metrics;
    }

    private void bindProcess() {
        Gauge.builder("winnow.build", () -> 1)
                .description("1; its tag says which version of Winnow runs")
                .tag("version", version())
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        garbage.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** Of the jar; classes that were not packaged have none. */
    private static String version() {
        return Optional.ofNullable(Metrics.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }

    StreamObserver observer() {
        return stream;
    }

    /** All that is measured, as of now, in the format of {@link #CONTENT_TYPE}. */
    public synchronized String scrape() {
        stateMeter.update(state.get());
        knobs.get().ifPresent(knobMeters::update);
        kafkaMeters.update();
        return registry.scrape(CONTENT_TYPE);
    }

    @Override
    public void close() {
        garbage.close();
        registry.close();
    }
}
