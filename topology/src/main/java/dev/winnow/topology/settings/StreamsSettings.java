package dev.winnow.topology.settings;

import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.preflight.StartupException;
import dev.winnow.topology.preflight.TopicLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of Kafka Streams: defaults that suit micro-batches, over them what the operator passes through. */
public final class StreamsSettings {

    /** The default of 100 ms delays the look at finished batches by as much. */
    private static final long POLL_MILLIS = 5;

    /** Results are sent at once under the commit's flush; the default of Kafka Streams (100 ms) is for many small writes. */
    private static final long LINGER_MILLIS = 5;

    /**
     * After a crash readers wait this long for the broken transaction to end, and a living transaction must be over by
     * then: several times the bounded work before a commit.
     */
    private static final int TRANSACTION_MILLIS = 15_000;

    private static final int LONGEST_STARTUP_MILLIS = 10_000;

    /**
     * A thread that died stays a member of the group for this long, and nobody reads its partitions. Kafka's default of
     * 45 s spares state from moving; here is none.
     */
    private static final int SESSION_MILLIS = 10_000;

    /** A thread that waits does nothing for its other tasks. */
    private static final int LONGEST_PATIENCE_MILLIS = 5_000;

    /** Waiting for the registry must leave time for the commit. */
    private static final int PATIENCE_DIVISOR = 3;

    private StreamsSettings() {}

    /**
     * Merges defaults and {@code kafka.*}.
     *
     * @param clientId what the clients of the process are called, whatever {@code kafka.client.id} says
     * @throws StartupException when a setting passed through would break the guarantee
     */
    public static StreamsConfig of(WinnowConfig config, TopicLimits limits, Path stateFolder, String clientId) {
        ProtectedSettings.check(config.kafka(), config.application().guarantee());
        Map<String, Object> settings = defaults(config, limits, stateFolder);
        // A key with a client's prefix beats the same key without: the operator's must win in either form.
        config.kafka().keySet().forEach(key -> {
            settings.remove(StreamsConfig.consumerPrefix(key));
            settings.remove(StreamsConfig.producerPrefix(key));
        });
        settings.putAll(config.kafka());
        settings.put(StreamsConfig.CLIENT_ID_CONFIG, clientId);
        return new StreamsConfig(settings);
    }

    private static Map<String, Object> defaults(WinnowConfig config, TopicLimits limits, Path stateFolder) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.application().id());
        settings.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                guarantee(config.application().guarantee()));
        settings.put(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.application().threads());
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                config.application().commitInterval().toMillis());
        settings.put(StreamsConfig.POLL_MS_CONFIG, POLL_MILLIS);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
        settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BufferShares.RECORDS_PER_PARTITION);
        settings.putAll(consumerDefaults(config, limits));
        settings.putAll(producerDefaults(config, limits));
        return settings;
    }

    private static Map<String, Object> consumerDefaults(WinnowConfig config, TopicLimits limits) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
                BufferShares.fetch(config.batch(), limits.inputPartitions()));
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // Other group protocols leave these two to the broker and refuse them from a client.
        if (config.kafka().getOrDefault("group.protocol", "classic").equals("classic")) {
            settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MILLIS);
            settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), SESSION_MILLIS / 3);
        }
        return settings;
    }

    private static Map<String, Object> producerDefaults(WinnowConfig config, TopicLimits limits) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MILLIS);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), limits.largest());
        if (config.application().guarantee() == Guarantee.EXACTLY_ONCE) {
            settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_MILLIS);
        }
        return settings;
    }

    private static String guarantee(Guarantee guarantee) {
        return switch (guarantee) {
            case EXACTLY_ONCE -> StreamsConfig.EXACTLY_ONCE_V2;
            case AT_LEAST_ONCE -> StreamsConfig.AT_LEAST_ONCE;
        };
    }

    /** How long a stream thread may wait for the registry without being thrown out by the broker. */
    public static Duration patience(StreamsConfig settings) {
        int transaction = number(producer(settings), ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
        long bound = Math.min(transaction, longestPollInterval(settings).toMillis());
        return Duration.ofMillis(Math.min(LONGEST_PATIENCE_MILLIS, bound / PATIENCE_DIVISOR));
    }

    /** How long a stream thread may stay away from its consumer before the broker gives its partitions to others. */
    public static Duration longestPollInterval(StreamsConfig settings) {
        return Duration.ofMillis(number(
                settings.getMainConsumerConfigs("winnow", "winnow", 0), ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG));
    }

    /** How long the broker may take to answer before the start is given up. */
    public static int startupMillis(StreamsConfig settings) {
        int configured = number(settings.getAdminConfigs("winnow"), AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG);
        return Math.min(LONGEST_STARTUP_MILLIS, configured);
    }

    /** The largest record the producer sends. */
    public static int largestRequest(StreamsConfig settings) {
        return number(producer(settings), ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
    }

    private static Map<String, Object> producer(StreamsConfig settings) {
        return settings.getProducerConfigs("winnow");
    }

    private static int number(Map<String, Object> settings, String key) {
        Object value = settings.get(key);
        return value == null ? Integer.MAX_VALUE : Integer.parseInt(value.toString());
    }
}
