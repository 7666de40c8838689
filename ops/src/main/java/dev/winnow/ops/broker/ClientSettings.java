package dev.winnow.ops.broker;

import dev.winnow.topology.config.WinnowConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The settings of bare clients from {@code kafka.*}, whose keys may have the prefixes of Kafka Streams ({@code consumer.},
 * {@code producer.}, {@code admin.}) and belong to one client alone: Kafka Streams sorts them as it does in {@code winnow run}.
 */
public final class ClientSettings {
    private ClientSettings() {}

    /** To be asked for those of an admin client, a consumer or a producer. */
    public static StreamsConfig of(WinnowConfig config) {
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.application().id());
        return new StreamsConfig(settings);
    }
}
