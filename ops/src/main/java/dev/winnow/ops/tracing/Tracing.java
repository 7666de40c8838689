package dev.winnow.ops.tracing;

import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.observe.StreamObserver;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Sends spans to a collector by OTLP, as the standard variables {@code OTEL_*} say; off unless one of them names an endpoint.
 * Rejected: keys of Winnow's own, which would say the same again, and never all of it.
 */
public final class Tracing implements AutoCloseable {

    private static final String SCOPE = "dev.winnow";
    private static final String PREFIX = "OTEL_";

    /** Links beyond it are dropped; the standard's own limit is below the documents of a batch. */
    private static final int LEAST_LINKS = 128;

    private final Optional<OpenTelemetrySdk> sdk;

    private Tracing(Optional<OpenTelemetrySdk> sdk) {
        this.sdk = sdk;
    }

    /** As the variables say. */
    public static Tracing of(Map<String, String> environment, WinnowConfig config) {
        boolean wanted = environment.containsKey("OTEL_EXPORTER_OTLP_ENDPOINT")
                || environment.containsKey("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
        return new Tracing(wanted ? Optional.of(sdk(environment, config)) : Optional.empty());
    }

    private static OpenTelemetrySdk sdk(Map<String, String> environment, WinnowConfig config) {
        Map<String, String> defaults = Map.of(
                "otel.service.name",
                config.application().id(),
                "otel.exporter.otlp.protocol",
                "http/protobuf",
                "otel.metrics.exporter",
                "none",
                "otel.logs.exporter",
                "none",
                "otel.span.link.count.limit",
                String.valueOf(Math.max(LEAST_LINKS, config.batch().documents())));
        return AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> defaults)
                .addPropertiesCustomizer(properties -> settings(environment))
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
    }

    private static Map<String, String> settings(Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                settings.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return settings;
    }

    /** Makes the spans; empty where nobody wants any. */
    public Optional<StreamObserver> observer() {
        return sdk.map(OpenTelemetrySdk::getTracerProvider).map(Tracing::observer);
    }

    /** Makes them with another provider. */
    static StreamObserver observer(TracerProvider provider) {
        return new BatchSpans(provider.get(SCOPE));
    }

    /** Sends what is left, for ten seconds at most. */
    @Override
    public void close() {
        sdk.ifPresent(OpenTelemetrySdk::close);
    }
}
