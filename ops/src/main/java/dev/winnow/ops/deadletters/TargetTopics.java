package dev.winnow.ops.deadletters;

import dev.winnow.ops.broker.Answers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks once for each topic what it is like. Creates none, as the question of a producer would. */
final class TargetTopics {
    private final Admin admin;
    private final Map<String, Optional<TargetTopic>> known = new HashMap<>();

    TargetTopics(Admin admin) {
        this.admin = admin;
    }

    /** Empty where there is no such topic. */
    Optional<TargetTopic> of(String topic) {
        return known.computeIfAbsent(topic, this::ask);
    }

    private Optional<TargetTopic> ask(String topic) {
        try {
            int partitions = Answers.get(admin.describeTopics(List.of(topic))
                            .topicNameValues()
                            .get(topic))
                    .partitions()
                    .size();
            return Optional.of(new TargetTopic(partitions, retention(topic)));
        } catch (UnknownTopicOrPartitionException | InvalidTopicException e) {
            return Optional.empty();
        }
    }

    private Optional<Duration> retention(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Config config = Answers.get(
                    admin.describeConfigs(List.of(resource)).values().get(resource));
            return Optional.ofNullable(config.get(TopicConfig.RETENTION_MS_CONFIG))
                    .map(ConfigEntry::value)
                    .map(Long::parseLong)
                    .filter(millis -> millis >= 0 && deletes(config))
                    .map(Duration::ofMillis);
        } catch (AuthorizationException e) {
            return Optional.empty();
        }
    }

    private static boolean deletes(Config config) {
        return config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains(TopicConfig.CLEANUP_POLICY_DELETE);
    }
}
