package dev.winnow.ops.bench.stream;

import dev.winnow.ops.embedded.Topics;
import dev.winnow.topology.config.ControlConfig;
import dev.winnow.topology.config.DeadLetterConfig;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.RegistryConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * Fresh topics and a fresh application id for one run, so that no run sees what another has left.
 *
 * @param servers of the broker
 * @param run beginning of all names
 * @param partitions of the topics of documents and results
 */
public record StreamTopics(String servers, String run, int partitions) {
    static final String REGISTRY = "bench";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Creates the topics. */
    public static StreamTopics create(String servers, String run, int partitions) {
        StreamTopics topics = new StreamTopics(servers, run, partitions);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            new Topics(admin, TIMEOUT)
                    .create(List.of(
                            Topics.topic(topics.documents(), partitions, Map.of()),
                            Topics.topic(topics.classifications(), partitions, Map.of()),
                            Topics.topic(topics.name("dead-letters"), 1, Map.of())));
        }
        return topics;
    }

    /** The configuration with these topics, this broker and a registry in this process. */
    public WinnowConfig configure(WinnowConfig base) {
        String bundle = base.pipelines().get(0).bundle();
        return base.toBuilder()
                .application(base.application().withId(applicationId()))
                .kafka(Map.of("bootstrap.servers", servers))
                .registry(RegistryConfig.inProcess(REGISTRY))
                .control(new ControlConfig(""))
                .deadLetters(new DeadLetterConfig(name("dead-letters")))
                .pipelines(List.of(new PipelineConfig(bundle, documents(), classifications())))
                .build();
    }

    /** Part of the names of all threads and clients of Kafka Streams in this run. */
    public String applicationId() {
        return name("bench");
    }

    String documents() {
        return name("documents");
    }

    String classifications() {
        return name("classifications");
    }

    private String name(String topic) {
        return run + "-" + topic;
    }
}
