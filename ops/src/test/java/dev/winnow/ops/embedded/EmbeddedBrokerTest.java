package dev.winnow.ops.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path temporary;

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static KafkaProducer<String, String> producer(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "max.request.size", 4_000_000,
                        "reconnect.backoff.max.ms", 200),
                new StringSerializer(),
                new StringSerializer());
    }

    private static void send(KafkaProducer<String, String> producer, String value) {
        try {
            producer.send(new ProducerRecord<>("letters", value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> readAll(EmbeddedBroker broker, String topic, int expected) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "group.id",
                        "g",
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            Awaitility.await().atMost(PATIENCE).until(() -> {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
                    values.add(record.value());
                }
                return values.size() >= expected;
            });
        }
        return values;
    }

    @Test
    void shouldKeepItsRecordsAndItsAddressOverAStop() throws Exception {
        // Given
        String large = "a".repeat(2_000_000);
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Admin admin = admin(broker);
                KafkaProducer<String, String> producer = producer(broker)) {
            String address = broker.bootstrapServers();
            new Topics(admin, PATIENCE).create(List.of(Topics.topic("letters", 1, Map.of())));
            send(producer, "before");
            send(producer, large);

            // When
            broker.stop();
            // In another thread: without a leader, send() itself waits.
            var pending = CompletableFuture.runAsync(() -> send(producer, "while it is gone"));
            broker.restart();
            pending.get();

            // Then
            assertThat(broker.bootstrapServers()).isEqualTo(address);
            assertThat(readAll(broker, "letters", 3)).containsExactly("before", large, "while it is gone");
        }
    }

    @Test
    void shouldTakeOtherPortsWhenThoseAreTakenAndLeaveNothingBehind() throws Exception {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            BrokerPorts free = BrokerPorts.free();
            Deque<BrokerPorts> candidates = new ArrayDeque<>(List.of(
                    new BrokerPorts(taken.getLocalPort(), BrokerPorts.free().controller()),
                    new BrokerPorts(BrokerPorts.free().broker(), taken.getLocalPort()),
                    free));

            // When
            EmbeddedBroker broker = EmbeddedBroker.start(candidates::remove, temporary);
            broker.close();

            // Then
            assertThat(candidates).isEmpty();
            assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + free.broker());
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void shouldRefuseATopicThatExists() {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Admin admin = admin(broker)) {
            // Given
            Topics topics = new Topics(admin, PATIENCE);
            topics.create(List.of(Topics.topic("documents", 3, Map.of("cleanup.policy", "compact"))));

            // When, Then
            assertThatThrownBy(() -> topics.create(List.of(Topics.topic("documents", 1, Map.of()))))
                    .isInstanceOf(TopicExistsException.class);
        }
    }

    @Test
    void shouldRefuseToStartTwice() {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            // When, Then
            assertThatThrownBy(broker::restart).hasMessageContaining("running");
        }
    }
}
