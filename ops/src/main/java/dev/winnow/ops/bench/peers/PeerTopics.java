package dev.winnow.ops.bench.peers;

import dev.winnow.ops.embedded.EmbeddedBroker;
import dev.winnow.ops.embedded.Topics;
import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistrySettings;
import dev.winnow.topology.config.ControlConfig;
import dev.winnow.topology.config.DeadLetterConfig;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.RegistryConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.v1.Document;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Fresh topics for one run of one peer, and who writes documents into them; they are numbered from 0. */
final class PeerTopics implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String REGISTRY = "bench-peers";
    private static final int LINGER_MILLIS = 5;

    private final String servers;
    private final String run = "peer-" + UUID.randomUUID();
    private final int partitions;
    private final AvroSerdes serdes = new AvroSerdes(RegistrySettings.inProcess(REGISTRY));
    private final KafkaProducer<String, Document> producer;
    private int sent;

    private PeerTopics(String servers, int partitions) {
        this.servers = servers;
        this.partitions = partitions;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "linger.ms", LINGER_MILLIS),
                new StringSerializer(),
                serdes.document().serializer());
    }

    static PeerTopics create(EmbeddedBroker broker, int partitions) {
        PeerTopics topics = new PeerTopics(broker.bootstrapServers(), partitions);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", topics.servers))) {
            new Topics(admin, TIMEOUT)
                    .create(List.of(
                            Topics.topic(topics.documents(), partitions, Map.of()),
                            Topics.topic(topics.classifications(), partitions, Map.of()),
                            Topics.topic(topics.name("dead-letters"), 1, Map.of())));
        } catch (RuntimeException e) {
            topics.close();
            throw e;
        }
        return topics;
    }

    /** What an application is told that works between these topics: id, guarantee, threads and commits are those of everybody. */
    WinnowConfig config(String bundle) {
        WinnowConfig defaults = WinnowConfig.defaults();
        return defaults.toBuilder()
                .application(defaults.application().withId(run))
                .kafka(Map.of("bootstrap.servers", servers))
                .registry(RegistryConfig.inProcess(REGISTRY))
                .control(new ControlConfig(""))
                .deadLetters(new DeadLetterConfig(name("dead-letters")))
                .pipelines(List.of(new PipelineConfig(bundle, documents(), classifications())))
                .build();
    }

    String servers() {
        return servers;
    }

    String documents() {
        return name("documents");
    }

    String classifications() {
        return name("classifications");
    }

    int partitions() {
        return partitions;
    }

    AvroSerdes serdes() {
        return serdes;
    }

    private String name(String topic) {
        return run + "-" + topic;
    }

    /** Sends texts as fast as it can, returns when the broker has them, and says how many it has by now. */
    int send(List<String> texts) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        for (String text : texts) {
            String id = String.valueOf(sent);
            Document document = Document.newBuilder().setId(id).setText(text).build();
            var unused = producer.send(
                    new ProducerRecord<>(documents(), sent % partitions, id, document),
                    (metadata, refused) -> failure.compareAndSet(null, refused));
            sent++;
        }
        producer.flush();
        if (failure.get() != null) {
            throw new KafkaException("a document was not sent", failure.get());
        }
        return sent;
    }

    @Override
    public void close() {
        producer.close();
        serdes.close();
    }
}
