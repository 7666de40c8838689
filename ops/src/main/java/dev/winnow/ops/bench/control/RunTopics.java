package dev.winnow.ops.bench.control;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.embedded.EmbeddedBroker;
import dev.winnow.ops.embedded.Topics;
import dev.winnow.topology.config.ControlConfig;
import dev.winnow.topology.config.DeadLetterConfig;
import dev.winnow.topology.config.ModelConfig;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.RegistryConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * Topics of one run and an application id of its own. The broker stamps results with the moment it appends them, so that the
 * age at emission can be read off from outside; the documents' timestamps are known by whoever sent them.
 *
 * @param servers of the broker
 * @param run a name no other run has
 */
record RunTopics(String servers, String run) {

    static final String REGISTRY = "bench-control";
    static final int PARTITIONS = 4;

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    static RunTopics create(EmbeddedBroker broker, String run) {
        RunTopics topics = new RunTopics(broker.bootstrapServers(), run);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", topics.servers()))) {
            new Topics(admin, TIMEOUT)
                    .create(List.of(
                            Topics.topic(topics.documents(), PARTITIONS, Map.of()),
                            Topics.topic(
                                    topics.classifications(),
                                    PARTITIONS,
                                    Map.of("message.timestamp.type", "LogAppendTime")),
                            Topics.topic(topics.name("dead-letters"), 1, Map.of()),
                            Topics.topic(topics.name("control"), 1, Map.of("cleanup.policy", "compact"))));
        }
        return topics;
    }

    /** The configuration with these topics, this broker and a registry in this process. */
    WinnowConfig configure(WinnowConfig base, DeltaOffset offset) {
        ModelConfig model = base.model();
        return base.toBuilder()
                .application(base.application().withId(name("bench")))
                .kafka(Map.of("bootstrap.servers", servers))
                .registry(RegistryConfig.inProcess(REGISTRY))
                .model(new ModelConfig(offset.value(), model.rationaleSpans(), model.shadowShare()))
                .control(new ControlConfig(name("control")))
                .deadLetters(new DeadLetterConfig(name("dead-letters")))
                .pipelines(
                        List.of(new PipelineConfig(base.pipelines().get(0).bundle(), documents(), classifications())))
                .build();
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
