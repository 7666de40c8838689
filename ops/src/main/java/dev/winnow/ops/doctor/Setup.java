package dev.winnow.ops.doctor;

import dev.winnow.ops.broker.ClientSettings;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.preflight.Fingerprint;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * What is looked at: a configuration, and what the checks have opened or learnt on the way. Its clients give up sooner than
 * those of a stream, which would rather wait.
 */
final class Setup implements AutoCloseable {
    private static final long REQUEST_MILLIS = 3_000;
    private static final long API_MILLIS = 5_000;

    private final WinnowConfig config;
    private volatile Admin admin;
    private volatile Fingerprint fingerprint;

    Setup(WinnowConfig config) {
        Map<String, String> kafka = new HashMap<>(config.kafka());
        atMost(kafka, "request.timeout.ms", REQUEST_MILLIS);
        atMost(kafka, "default.api.timeout.ms", API_MILLIS);
        this.config = config.toBuilder().kafka(kafka).build();
    }

    /** A value that is no number is left to the check of the settings. */
    private static void atMost(Map<String, String> kafka, String key, long millis) {
        String given = kafka.getOrDefault(key, "");
        if (!given.matches("\\d{1,9}") || Long.parseLong(given) > millis) {
            kafka.put(key, String.valueOf(millis));
        }
    }

    WinnowConfig config() {
        return config;
    }

    String bootstrapServers() {
        return config.kafka().getOrDefault("bootstrap.servers", "");
    }

    /** Opened with the first question to the broker. */
    Admin admin() {
        if (admin == null) {
            admin = Admin.create(ClientSettings.of(config).getAdminConfigs("winnow-doctor"));
        }
        return admin;
    }

    /** Topics that records are written to. */
    List<String> writtenTopics() {
        Stream<String> outputs = config.pipelines().stream().map(pipeline -> pipeline.output());
        Stream<String> shed =
                config.overload().sheds() ? Stream.of(config.overload().topic()) : Stream.of();
        return Stream.of(outputs, Stream.of(config.deadLetters().topic()), shed)
                .flatMap(topics -> topics)
                .distinct()
                .toList();
    }

    /** Topics that records are read from. */
    List<String> readTopics() {
        return Stream.concat(
                        config.pipelines().stream().map(pipeline -> pipeline.input()), config.control().used().stream())
                .toList();
    }

    /** What an instance of this configuration would do; known once its models were loaded. */
    Optional<Fingerprint> fingerprint() {
        return Optional.ofNullable(fingerprint);
    }

    void learn(Fingerprint learnt) {
        fingerprint = learnt;
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
