package dev.winnow.ops.embedded;

import dev.winnow.ops.broker.Answers;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes topics and waits for them.
 *
 * <p>A topic that was just created may have no leader yet, and a producer that starts then spends its first seconds on
 * retries: {@link #create} returns when every partition answers.
 */
public final class Topics {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Admin admin;
    private final int timeoutMillis;

    /**
     * @param admin stays open
     * @param timeout bound on one request
     */
    public Topics(Admin admin, Duration timeout) {
        this.admin = admin;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    /** A topic with one replica. */
    public static NewTopic topic(String name, int partitions, Map<String, String> config) {
        return new NewTopic(name, partitions, (short) 1).configs(config);
    }

    /**
     * Creates topics, and waits for their partitions.
     *
     * @throws KafkaException when one exists already, or the broker refuses or does not answer
     */
    public void create(Collection<NewTopic> topics) {
        CreateTopicsOptions options = new CreateTopicsOptions().timeoutMs(timeoutMillis);
        Answers.get(admin.createTopics(topics, options).all());
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (NewTopic topic : topics) {
            for (int p = 0; p < topic.numPartitions(); p++) {
                partitions.put(new TopicPartition(topic.name(), p), OffsetSpec.latest());
            }
        }
        awaitLeaders(partitions);
    }

    /** The admin client itself repeats the request while a leader is missing, but not while the topic is still unknown. */
    private void awaitLeaders(Map<TopicPartition, OffsetSpec> partitions) {
        ListOffsetsOptions options = new ListOffsetsOptions().timeoutMs(timeoutMillis);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        while (true) {
            try {
                Answers.get(admin.listOffsets(partitions, options).all());
                return;
            } catch (UnknownTopicOrPartitionException e) {
                if (System.nanoTime() - deadline >= 0) {
                    throw e;
                }
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
    }
}
