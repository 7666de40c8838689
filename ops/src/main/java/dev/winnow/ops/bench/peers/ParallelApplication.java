package dev.winnow.ops.bench.peers;

import dev.winnow.topology.config.ApplicationConfig;
import dev.winnow.v1.Classification;
import dev.winnow.v1.Document;
import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import io.confluent.parallelconsumer.PollContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Confluent's Parallel Consumer with batches: records of all partitions in any order, offsets committed as often as Winnow commits.
 *
 * <p>At least once, which is less than the other rows promise and cheaper. Rejected: its transactions. With them and batches of
 * more than one record, version 0.5 gives its lock back once for each record, takes that for a failure of the user's function and
 * delivers records again that have their results.
 *
 * @param bundle name of the bundle
 * @param answers asked for at each start
 * @param batch records that the engine gets in a call at most
 */
record ParallelApplication(String bundle, Supplier<Answers> answers, int batch) implements StreamPeer.Application {

    /** As Winnow's. */
    private static final int LINGER_MILLIS = 5;

    @Override
    public StreamPeer.Running start(PeerTopics topics) {
        ApplicationConfig application = topics.config(bundle).application();
        Answers asked = answers.get();
        ParallelStreamProcessor<String, byte[]> processor =
                ParallelStreamProcessor.createEosStreamProcessor(ParallelConsumerOptions.<String, byte[]>builder()
                        .ordering(ProcessingOrder.UNORDERED)
                        .maxConcurrency(Runtime.getRuntime().availableProcessors())
                        .batchSize(batch)
                        .commitMode(CommitMode.PERIODIC_CONSUMER_SYNC)
                        .commitInterval(application.commitInterval())
                        // It looks for the setting in fields of the client that are elsewhere since Kafka 4.
                        .ignoreReflectiveAccessExceptionsForAutoCommitDisabledCheck(true)
                        .consumer(consumer(topics, application))
                        .producer(producer(topics))
                        .build());
        processor.subscribe(List.of(topics.documents()));
        processor.pollAndProduceMany(records -> results(records, asked, topics));
        return processor::closeDontDrainFirst;
    }

    private static KafkaConsumer<String, byte[]> consumer(PeerTopics topics, ApplicationConfig application) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        topics.servers(),
                        "group.id",
                        application.id(),
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest",
                        "isolation.level",
                        "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private static KafkaProducer<String, byte[]> producer(PeerTopics topics) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", topics.servers(), "linger.ms", LINGER_MILLIS),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static List<ProducerRecord<String, byte[]>> results(
            PollContext<String, byte[]> context, Answers answers, PeerTopics topics) {
        List<ConsumerRecord<String, byte[]>> records = context.getConsumerRecordsFlattened();
        var reader = topics.serdes().document().deserializer();
        var writer = topics.serdes().classification().serializer();
        List<Document> documents = records.stream()
                .map(record -> reader.deserialize(record.topic(), record.value()))
                .toList();
        List<Classification> found = answers.all(documents);
        List<ProducerRecord<String, byte[]>> results = new ArrayList<>();
        for (int d = 0; d < found.size(); d++) {
            results.add(new ProducerRecord<>(
                    topics.classifications(),
                    records.get(d).key(),
                    writer.serialize(topics.classifications(), found.get(d))));
        }
        return results;
    }
}
