package dev.winnow.ops.topics;

import dev.winnow.ops.broker.Answers;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of a broker. Every failure says which topic it was about. */
final class TopicCatalogue {

    private final Admin admin;

    TopicCatalogue(Admin admin) {
        this.admin = admin;
    }

    /** What there is of these topics; those that are missing are left out. */
    Map<String, TopicFacts> facts(Collection<String> topics) {
        Map<String, TopicFacts> facts = new HashMap<>();
        admin.describeTopics(topics).topicNameValues().forEach((topic, description) -> {
            try {
                TopicDescription found = get(topic, description);
                facts.put(topic, facts(found));
            } catch (UnknownTopicOrPartitionException | InvalidTopicException e) {
                facts.remove(topic);
            }
        });
        return facts;
    }

    private TopicFacts facts(TopicDescription description) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, description.name());
        Config config = get(
                description.name(),
                admin.describeConfigs(List.of(resource)).values().get(resource));
        return new TopicFacts(
                description.partitions().size(),
                Integer.parseInt(value(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG)),
                value(config, TopicConfig.CLEANUP_POLICY_CONFIG).contains(TopicConfig.CLEANUP_POLICY_COMPACT),
                value(config, TopicConfig.CLEANUP_POLICY_CONFIG).contains(TopicConfig.CLEANUP_POLICY_DELETE),
                Long.parseLong(value(config, TopicConfig.RETENTION_MS_CONFIG)));
    }

    private static String value(Config config, String key) {
        return config.get(key).value();
    }

    /**
     * Creates a topic, unless somebody else just did.
     *
     * @return the largest record batch it takes, which may be the broker's to say; empty where it does not tell. It comes with
     *     the answer: a topic that is new may be unknown to the broker that is asked next.
     */
    OptionalInt create(NewTopic topic) {
        CreateTopicsResult created = admin.createTopics(List.of(topic));
        try {
            get(topic.name(), created.values().get(topic.name()));
            Config config = Answers.get(created.config(topic.name()));
            return OptionalInt.of(Integer.parseInt(value(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG)));
        } catch (TopicExistsException | AuthorizationException e) {
            // Two instances that are set up at the same time want the same; and who may create need not be told.
            return OptionalInt.empty();
        }
    }

    private static <T> T get(String topic, KafkaFuture<T> answer) {
        try {
            return Answers.get(answer);
        } catch (UnknownTopicOrPartitionException
                | InvalidTopicException
                | TopicExistsException
                | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            String hint = e instanceof TimeoutException
                    ? "no Kafka broker answers; check kafka.bootstrap.servers"
                    : e.getMessage();
            throw new KafkaException("topic '%s': %s".formatted(topic, hint), e);
        }
    }
}
