package dev.winnow.ops.stream;

import dev.winnow.ops.embedded.Topics;
import dev.winnow.topology.config.ApplicationConfig;
import dev.winnow.topology.config.BatchConfig;
import dev.winnow.topology.config.ControlConfig;
import dev.winnow.topology.config.DeadLetterConfig;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.InputConfig;
import dev.winnow.topology.config.OutputConfig;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.RegistryConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The names of one test's stream: an application id that no other test has, and topics named after it.
 *
 * @param bootstrapServers of the broker
 * @param registryUrl of the registry
 * @param id application id and beginning of the topic names
 * @param partitions of the input and output topic
 */
public record TestStream(String bootstrapServers, String registryUrl, String id, int partitions) {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    /** Short, so that the death of a member and the end of its transaction are noticed within seconds. */
    public static final Map<String, String> QUICK_TO_NOTICE = Map.of(
            "consumer.session.timeout.ms", "3000",
            "consumer.heartbeat.interval.ms", "500",
            "producer.transaction.timeout.ms", "5000",
            "reconnect.backoff.max.ms", "500");

    /** A stream on the shared broker and registry, with its topics. */
    public static TestStream create(int partitions) {
        return create(Services.bootstrapServers(), Services.registry().url(), partitions);
    }

    public static TestStream create(String bootstrapServers, String registryUrl, int partitions) {
        TestStream stream = new TestStream(bootstrapServers, registryUrl, "s" + UUID.randomUUID(), partitions);
        stream.createTopics();
        return stream;
    }

    private void createTopics() {
        try (Admin admin = admin()) {
            new Topics(admin, REQUEST_TIMEOUT)
                    .create(List.of(
                            Topics.topic(input(), partitions, Map.of()),
                            Topics.topic(output(), partitions, Map.of()),
                            Topics.topic(deadLetters(), 1, Map.of()),
                            Topics.topic(control(), 1, Map.of("cleanup.policy", "compact"))));
        }
    }

    /** Lets a topic take records up to this size only; to be called before the application starts. */
    void limit(String topic, int maxBytes) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        ConfigEntry limit = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(maxBytes));
        AlterConfigOp set = new AlterConfigOp(limit, AlterConfigOp.OpType.SET);
        try (Admin admin = admin()) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
        }
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    public String input() {
        return id + "-documents";
    }

    public String output() {
        return id + "-classifications";
    }

    public String deadLetters() {
        return id + "-dead-letters";
    }

    public String control() {
        return id + "-control";
    }

    /** For an application in this process. */
    WinnowConfig config(Guarantee guarantee) {
        return config(guarantee, BatchConfig.defaults());
    }

    WinnowConfig config(Guarantee guarantee, BatchConfig batch) {
        return config(guarantee, batch, InputConfig.defaults(), OutputConfig.defaults(), true);
    }

    /** For records that are not Winnow's own. */
    WinnowConfig config(InputConfig in, OutputConfig out) {
        return config(Guarantee.EXACTLY_ONCE, BatchConfig.defaults(), in, out, true);
    }

    /** For an application that may not register the schema of its results. */
    WinnowConfig notRegistering() {
        return config(
                Guarantee.EXACTLY_ONCE, BatchConfig.defaults(), InputConfig.defaults(), OutputConfig.defaults(), false);
    }

    private WinnowConfig config(
            Guarantee guarantee, BatchConfig batch, InputConfig in, OutputConfig out, boolean autoRegister) {
        ApplicationConfig application =
                new ApplicationConfig(id, guarantee, 1, Duration.ofMillis(200), Duration.ofMinutes(1));
        return WinnowConfig.defaults().toBuilder()
                .application(application)
                .kafka(kafka())
                .registry(RegistryConfig.at(registryUrl, autoRegister))
                .input(in)
                .output(out)
                .batch(batch)
                .control(new ControlConfig(control()))
                .deadLetters(new DeadLetterConfig(deadLetters()))
                .pipelines(List.of(new PipelineConfig(Models.BUNDLE, input(), output())))
                .build();
    }

    private Map<String, String> kafka() {
        Map<String, String> kafka = new HashMap<>(QUICK_TO_NOTICE);
        kafka.put("bootstrap.servers", bootstrapServers);
        return kafka;
    }
}
