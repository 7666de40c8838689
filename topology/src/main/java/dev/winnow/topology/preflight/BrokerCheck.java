package dev.winnow.topology.preflight;

import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker for the topics before anything is started: Kafka Streams would wait for an absent broker forever, stop
 * without a hint at an absent input, and fail at the first record for an absent output.
 */
public final class BrokerCheck {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerCheck.class);

    private static final String CONTROL = "control topic";

    private final Admin admin;
    private final String servers;
    private final int timeoutMillis;

    public BrokerCheck(Admin admin, String servers, int timeoutMillis) {
        this.admin = admin;
        this.servers = servers;
        this.timeoutMillis = timeoutMillis;
    }

    /**
     * Returns what the topics of the configuration take.
     *
     * @throws StartupException when no broker answers, or a topic or a right is missing
     */
    public TopicLimits check(WinnowConfig config) {
        Map<String, String> topics = topics(config);
        Map<String, KafkaFuture<TopicDescription>> descriptions = admin.describeTopics(
                        topics.keySet(), new DescribeTopicsOptions().timeoutMs(timeoutMillis))
                .topicNameValues();
        if (answers(descriptions.values())) {
            new AclCheck(admin, timeoutMillis).check(config);
        }
        List<String> missing = topics.keySet().stream()
                .filter(topic -> described(topic, descriptions.get(topic)).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new StartupException(explain(missing, topics));
        }
        return new TopicLimits(limits(topics.keySet()), inputPartitions(config, descriptions));
    }

    /** Whether it makes sense to go on asking: a broker that is away, or takes no such user, is asked once. */
    private static boolean answers(Collection<KafkaFuture<TopicDescription>> descriptions) {
        return descriptions.stream().noneMatch(description -> {
            try {
                get(description);
                return false;
            } catch (ExecutionException e) {
                return e.getCause() instanceof TimeoutException || e.getCause() instanceof AuthenticationException;
            }
        });
    }

    /** Topic to its role. */
    private static Map<String, String> topics(WinnowConfig config) {
        Map<String, String> topics = new LinkedHashMap<>();
        for (PipelineConfig pipeline : config.pipelines()) {
            topics.put(pipeline.input(), "input of bundle '" + pipeline.bundle() + "'");
            topics.put(pipeline.output(), "output of bundle '" + pipeline.bundle() + "'");
        }
        topics.put(config.deadLetters().topic(), "dead letters");
        if (config.overload().sheds()) {
            topics.put(config.overload().topic(), "shed documents");
        }
        config.control().used().ifPresent(topic -> topics.put(topic, CONTROL));
        return topics;
    }

    private Optional<TopicDescription> described(String topic, KafkaFuture<TopicDescription> description) {
        try {
            return Optional.of(get(description));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException
                    || e.getCause() instanceof InvalidTopicException) {
                return Optional.empty();
            }
            throw failure(topic, e.getCause());
        }
    }

    private StartupException failure(String topic, Throwable cause) {
        if (cause instanceof TimeoutException) {
            return new StartupException(
                    "no Kafka broker answers at %s within %d ms; check kafka.bootstrap.servers and that the broker runs"
                            .formatted(servers, timeoutMillis),
                    cause);
        }
        return new StartupException(
                "the Kafka broker at %s does not describe topic '%s': %s".formatted(servers, topic, cause.getMessage()),
                cause);
    }

    private String explain(List<String> missing, Map<String, String> roles) {
        StringBuilder text = new StringBuilder(
                "the Kafka broker at " + servers + " has not all topics; create them with 'winnow topics', or:");
        for (String topic : missing) {
            text.append("%n  topic '%s' (%s): kafka-topics.sh --bootstrap-server %s --create --topic %s %s"
                    .formatted(topic, roles.get(topic), servers, topic, shape(roles.get(topic))));
        }
        return text.toString();
    }

    private static String shape(String role) {
        return role.equals(CONTROL) ? "--partitions 1 --config cleanup.policy=compact" : "--partitions 4";
    }

    private int inputPartitions(WinnowConfig config, Map<String, KafkaFuture<TopicDescription>> descriptions) {
        return config.pipelines().stream()
                .map(PipelineConfig::input)
                .flatMap(input -> described(input, descriptions.get(input)).stream())
                .mapToInt(description -> description.partitions().size())
                .sum();
    }

    private Map<String, Integer> limits(Collection<String> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<String, Integer> limits = new HashMap<>();
        admin.describeConfigs(resources, new DescribeConfigsOptions().timeoutMs(timeoutMillis))
                .values()
                .forEach((resource, config) -> limit(resource.name(), config, limits));
        return limits;
    }

    private void limit(String topic, KafkaFuture<Config> config, Map<String, Integer> limits) {
        try {
            limits.put(
                    topic,
                    Integer.valueOf(get(config)
                            .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                            .value()));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw failure(topic, e.getCause());
            }
            LOG.atWarn()
                    .addKeyValue("topic", topic)
                    .log("the configuration of the topic may not be read; Kafka's default record size is assumed");
        }
    }

    private static <T> T get(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("interrupted while asking the Kafka broker for its topics", e);
        }
    }
}
