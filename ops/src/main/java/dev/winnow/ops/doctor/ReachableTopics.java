package dev.winnow.ops.doctor;

import dev.winnow.ops.broker.Answers;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What the broker says of topics. Those that are missing are left out: {@link TopicsCheck} names them, and the others are
 * looked at all the same.
 *
 * @param found by name, with what this account may do with them
 * @param forbidden those that this account may not even ask about
 */
record ReachableTopics(Map<String, TopicDescription> found, Set<String> forbidden) {

    static ReachableTopics of(Setup setup, Collection<String> names) {
        Map<String, TopicDescription> found = new LinkedHashMap<>();
        Set<String> forbidden = new HashSet<>();
        setup.admin()
                .describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues()
                .forEach((name, description) -> {
                    try {
                        found.put(name, Answers.get(description));
                    } catch (UnknownTopicOrPartitionException e) {
                        found.remove(name);
                    } catch (TopicAuthorizationException e) {
                        forbidden.add(name);
                    }
                });
        return new ReachableTopics(found, forbidden);
    }
}
