package dev.winnow.ops.bench;

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
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Fresh topics and a fresh application id for one run, so that no run sees what another has left. */
final class StreamTopics {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String REGISTRY = "bench";

    private final EmbeddedBroker broker;
    private final String run;
    private final int partitions;

    private StreamTopics(EmbeddedBroker broker, String run, int partitions) {
        this.broker = broker;
        this.run = run;
        this.partitions = partitions;
    }

    static StreamTopics create(EmbeddedBroker broker, String run, int partitions) {
        StreamTopics topics = new StreamTopics(broker, run, partitions);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new Topics(admin, TIMEOUT)
                    .create(List.of(
                            Topics.topic(topics.name("documents"), partitions, Map.of()),
                            Topics.topic(topics.name("classifications"), partitions, Map.of()),
                            Topics.topic(topics.name("dead-letters"), 1, Map.of())));
        }
        return topics;
    }

    /** The configuration with these topics, this broker and a registry in this process. */
    WinnowConfig configure(WinnowConfig base) {
        String bundle = base.pipelines().get(0).bundle();
        return WinnowConfig.defaults().toBuilder()
                .application(base.application().withId(name("bench")))
                .kafka(Map.of("bootstrap.servers", broker.bootstrapServers()))
                .registry(RegistryConfig.inProcess(REGISTRY))
                .batch(base.batch())
                .engine(base.engine())
                .model(base.model())
                .control(new ControlConfig(""))
                .deadLetters(new DeadLetterConfig(name("dead-letters")))
                .pipelines(List.of(new PipelineConfig(bundle, name("documents"), name("classifications"))))
                .build();
    }

    /** Sends the texts as fast as it can and returns when the broker has them all. */
    void send(List<String> texts) {
        send(texts, document -> {}, 5);
    }

    /** Sends so many texts a second, evenly, each at once; returns when the broker has them all. */
    void sendSteadily(List<String> texts, double perSecond) {
        long start = System.nanoTime();
        send(texts, document -> waitUntil(start + (long) (document / perSecond * 1e9)), 0);
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void send(List<String> texts, IntConsumer beforeEach, int lingerMillis) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", broker.bootstrapServers());
        properties.put("linger.ms", lingerMillis);
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (AvroSerdes serdes = new AvroSerdes(RegistrySettings.inProcess(REGISTRY))) {
            Serializer<Document> serializer = serdes.document().serializer();
            try (KafkaProducer<String, Document> producer =
                    new KafkaProducer<>(properties, new StringSerializer(), serializer)) {
                for (int i = 0; i < texts.size(); i++) {
                    beforeEach.accept(i);
                    String id = run + "-" + i;
                    Document document = Document.newBuilder()
                            .setId(id)
                            .setText(texts.get(i))
                            .build();
                    ProducerRecord<String, Document> record =
                            new ProducerRecord<>(name("documents"), i % partitions, id, document);
                    var unused = producer.send(record, (metadata, refused) -> failure.compareAndSet(null, refused));
                }
            }
        }
        if (failure.get() != null) {
            throw new KafkaException("a document was not sent", failure.get());
        }
    }

    /** Counts the committed classifications of this run. */
    ResultCounter results() {
        return new ResultCounter(broker.bootstrapServers(), name("classifications"));
    }

    private String name(String topic) {
        return run + "-" + topic;
    }
}
