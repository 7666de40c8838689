package dev.winnow.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.console.Group.Instance;
import dev.winnow.ops.stream.TestStream;
import dev.winnow.topology.config.ApplicationConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With real members of a real group, which do nothing but read. */
class GroupTest {
    private static final int PARTITIONS = 3;
    private static final String BUNDLES = "moderation-2.0.0-0a1b2c3d_topics-2.0.0-4e5f6a7b";

    private final TestStream names = TestStream.create(PARTITIONS);

    @TempDir
    private Path folder;

    private WinnowConfig config(String protocol) {
        Map<String, String> kafka = new HashMap<>();
        kafka.put("bootstrap.servers", names.bootstrapServers());
        kafka.put("group.protocol", protocol);
        return WinnowConfig.defaults().toBuilder()
                .application(ApplicationConfig.defaults().withId(names.id()))
                .kafka(kafka)
                .build();
    }

    private KafkaStreams join(String protocol, String process, int threads) {
        StreamsBuilder reading = new StreamsBuilder();
        reading.stream(names.input()).foreach((key, value) -> {});
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, names.id());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, names.bootstrapServers());
        properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, protocol);
        properties.put(StreamsConfig.CLIENT_ID_CONFIG, "winnow--89abcdef--" + BUNDLES + "--" + process);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve(process).toString());
        properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        if (protocol.equals("classic")) {
            // A busy machine may join twice, and the group waits for the member that it forgot.
            properties.putAll(TestStream.QUICK_TO_NOTICE);
        }
        KafkaStreams streams = new KafkaStreams(reading.build(), properties);
        streams.start();
        return streams;
    }

    private static boolean hasAll(List<Instance> instances) {
        return instances.size() == 2
                && instances.stream()
                                .mapToInt(instance -> instance.partitions().size())
                                .sum()
                        == PARTITIONS
                && instances.stream().mapToInt(Instance::threads).sum() == PARTITIONS;
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldShowEachInstanceOnceWithAllItsThreadsRead(String protocol) {
        try (Group group = new Group(config(protocol));
                KafkaStreams two = join(protocol, "22222222", 2);
                KafkaStreams one = join(protocol, "11111111", 1)) {
            // When
            List<Instance> instances =
                    Awaitility.await().atMost(Duration.ofSeconds(60)).until(group::instances, GroupTest::hasAll);

            // Then
            assertThat(List.of(two, one)).allMatch(streams -> streams.state().isRunningOrRebalancing());
            assertThat(instances).extracting(Instance::process).containsExactly("11111111", "22222222");
            assertThat(instances).extracting(Instance::threads).containsExactly(1, 2);
            assertThat(instances)
                    .extracting(Instance::bundles)
                    .containsOnly("moderation-2.0.0-0a1b2c3d, topics-2.0.0-4e5f6a7b");
            assertThat(instances).extracting(Instance::host).containsOnly("127.0.0.1");
            assertThat(instances)
                    .flatExtracting(Instance::partitions)
                    .allMatch(partition -> partition.matches(names.input() + "-[012]|0_[012]"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldShowNobodyWhereThereIsNoGroup() {
        try (Group group = new Group(config("classic"))) {
            // When / Then
            assertThat(group.instances()).isEmpty();
        }
    }
}
