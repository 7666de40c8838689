package dev.winnow.ops.doctor;

import dev.winnow.ops.broker.Answers;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What the broker says of topics. Those that are missing or may not be seen are left out: {@link TopicsCheck} and
 * {@link PermissionsCheck} name them, and the others are looked at all the same.
 */
final class ReachableTopics {
    private ReachableTopics() {}

    static List<TopicDescription> of(Setup setup, Collection<String> names) {
        return setup.admin().describeTopics(names).topicNameValues().values().stream()
                .map(ReachableTopics::found)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<TopicDescription> found(KafkaFuture<TopicDescription> description) {
        try {
            return Optional.of(Answers.get(description));
        } catch (UnknownTopicOrPartitionException | TopicAuthorizationException e) {
            return Optional.empty();
        }
    }
}
