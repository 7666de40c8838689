package dev.winnow.topology.knob;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The broker, as the reader of policies sees it.
 *
 * @param clients makes the consumers
 * @param settings as for all clients of the process
 * @param admin asks for the topic
 */
record ControlCluster(KafkaClientSupplier clients, StreamsConfig settings, Admin admin)
        implements PolicyReader.Cluster {

    private static final int PATIENCE_MILLIS = 5_000;

    @Override
    public Consumer<byte[], byte[]> consumer() {
        String clientId = settings.getString(StreamsConfig.CLIENT_ID_CONFIG) + "-policies";
        Map<String, Object> consumer = new HashMap<>(settings.getGlobalConsumerConfigs(clientId));
        consumer.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return clients.getGlobalConsumer(consumer);
    }

    @Override
    public Uuid topicId(String topic) {
        try {
            return admin.describeTopics(List.of(topic), new DescribeTopicsOptions().timeoutMs(PATIENCE_MILLIS))
                    .topicNameValues()
                    .get(topic)
                    .get()
                    .topicId();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
