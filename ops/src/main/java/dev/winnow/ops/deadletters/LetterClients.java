package dev.winnow.ops.deadletters;

import dev.winnow.ops.broker.ClientSettings;
import dev.winnow.topology.config.WinnowConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of the clients that read and replay dead letters. */
final class LetterClients {
    private static final String CLIENT_ID = "winnow-dlq";

    /** Readers of the input topics wait for so long when a replay is killed, as after the death of the application itself. */
    private static final int TRANSACTION_MILLIS = 15_000;

    /** It reads to an end that it knows: whoever waits for more there is a person. */
    private static final int FETCH_MILLIS = 50;

    private final StreamsConfig settings;
    private final String deadLetterTopic;

    LetterClients(WinnowConfig config) {
        this.settings = ClientSettings.of(config);
        this.deadLetterTopic = config.deadLetters().topic();
    }

    Map<String, Object> admin() {
        return settings.getAdminConfigs(CLIENT_ID);
    }

    /** A reader without a group, which sees what is committed, and goes on where retention deleted what it looks for. */
    Map<String, Object> consumer() {
        Map<String, Object> consumer = new HashMap<>(settings.getRestoreConsumerConfigs(CLIENT_ID));
        consumer.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_MILLIS);
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return consumer;
    }

    /**
     * The producer of a replay. Its transactions are named by the dead-letter topic, so that a second replay of the topic
     * fences the first, whoever starts it. Rejected: the application's id in the name, which two applications that share the
     * topic would fill differently.
     */
    Map<String, Object> producer() {
        Map<String, Object> producer = new HashMap<>(settings.getProducerConfigs(CLIENT_ID));
        producer.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        producer.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "winnow-replay-" + deadLetterTopic);
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        // What the dead-letter topic took, its source took before: the broker decides, not a default of the client.
        producer.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.MAX_VALUE);
        return producer;
    }
}
