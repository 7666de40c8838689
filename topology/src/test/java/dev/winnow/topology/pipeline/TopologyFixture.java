package dev.winnow.topology.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistrySettings;
import dev.winnow.topology.FakeClassifier;
import dev.winnow.topology.classify.ClassifyStep;
import dev.winnow.topology.classify.RegistryPatience;
import dev.winnow.topology.config.InputConfig;
import dev.winnow.topology.config.OverloadConfig;
import dev.winnow.topology.config.OverloadPolicy;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.deadletter.DeadLetterGuard;
import dev.winnow.topology.deadletter.DeadLetters;
import dev.winnow.topology.deadletter.Reporter;
import dev.winnow.topology.input.DocumentReaders;
import dev.winnow.topology.load.BundleProgress;
import dev.winnow.topology.measure.StreamCounters;
import dev.winnow.topology.microbatch.BatchPolicy;
import dev.winnow.topology.microbatch.MicroBatcher;
import dev.winnow.topology.observe.StreamObserver;
import dev.winnow.topology.overload.Overload;
import dev.winnow.topology.overload.Shedding;
import dev.winnow.topology.pipeline.PipelineTopology.SideTopics;
import dev.winnow.topology.shadow.ShadowSample;
import dev.winnow.v1.Classification;
import dev.winnow.v1.Document;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two pipelines under Kafka Streams' own test driver, which commits after every record: batches have one document. Rejected:
 * a broker, which the tests of {@code ops} have; here every record is answered before the next is sent.
 */
abstract class TopologyFixture {

    static final long LIMIT = 2_000_000;
    static final String OVERFLOW = "overflow";
    static final SideTopics SIDES = new SideTopics("dead-letters", Optional.of(OVERFLOW));
    static final byte[] KEY = {1, 2, 3};
    static final Instant FAILED_AT = Instant.ofEpochMilli(1_710_000_000_000L);
    static final Instant TIMESTAMP = Instant.ofEpochMilli(1_700_000_000_000L);

    final StreamCounters counters = new StreamCounters();
    final AvroSerdes serdes =
            new AvroSerdes(RegistrySettings.inProcess(UUID.randomUUID().toString()));
    StreamObserver observer = counters;
    DeltaOffset offset = DeltaOffset.TRAINED;
    MicroBatcher batcher;
    TopologyTestDriver driver;

    @BeforeEach
    void open() {
        batcher = new MicroBatcher(new BatchPolicy(1_000, 16, Duration.ofHours(1), 2), 1 << 20, observer);
        driver = driver(step("comments", "labels", LIMIT), step("articles", "topics", LIMIT));
    }

    @AfterEach
    void close() {
        driver.close();
        batcher.close();
        serdes.close();
    }

    ClassifyStep step(String input, String output, long limit) {
        return step(input, output, limit, serdes);
    }

    ClassifyStep step(String input, String output, long limit, AvroSerdes readers) {
        FakeClassifier classifier = new FakeClassifier() {
            @Override
            public TokenizedText tokenize(String text) {
                if (text.equals("untokenizable")) {
                    throw new IllegalStateException("cannot tokenize: " + text);
                }
                return super.tokenize(text);
            }
        };
        return new ClassifyStep(
                input,
                output,
                classifier,
                batcher.lane(classifier, offset),
                new ShadowSample(1),
                DocumentReaders.of(InputConfig.defaults(), readers),
                serdes.classification().serializer(),
                new RegistryPatience(Duration.ofMillis(50)),
                2,
                limit,
                letters(classifier),
                new DeadLetterGuard(input, 1, 100),
                new Shedding(
                        new OverloadConfig(OverloadPolicy.SHED, OVERFLOW, "priority"),
                        new Overload(),
                        letters(classifier)),
                observer,
                new BundleProgress());
    }

    private static DeadLetters letters(Classifier classifier) {
        return new DeadLetters(
                LIMIT,
                new Reporter("application", classifier.model(), classifier.version()),
                InstantSource.fixed(FAILED_AT));
    }

    static TopologyTestDriver driver(ClassifyStep... steps) {
        Topology topology = PipelineTopology.of(List.of(steps), SIDES);
        return new TopologyTestDriver(topology, new Properties());
    }

    @Test
    void shouldShowItsShapeWithoutItsParts() {
        // Given
        List<PipelineConfig> pipelines = List.of(
                new PipelineConfig("parity", "comments", "labels"), new PipelineConfig("parity", "articles", "topics"));

        // When
        Topology outline = PipelineTopology.outline(pipelines, SIDES);

        // Then
        Topology whole = PipelineTopology.of(
                List.of(step("comments", "labels", LIMIT), step("articles", "topics", LIMIT)), SIDES);
        assertThat(outline.describe()).isEqualTo(whole.describe());
    }

    byte[] document(String id, String text) {
        Document document = Document.newBuilder()
                .setId(id)
                .setText(text)
                .setMetadata(Map.of("source", "test"))
                .setEventTime(Instant.ofEpochMilli(42))
                .build();
        return serdes.document().serializer().serialize("comments", document);
    }

    void send(String topic, byte[] value) {
        TestInputTopic<byte[], byte[]> input =
                driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", "abc".getBytes(UTF_8));
        input.pipeInput(new TestRecord<>(KEY, value, headers, TIMESTAMP));
    }

    List<TestRecord<byte[], Classification>> results(String topic) {
        TestOutputTopic<byte[], Classification> output = driver.createOutputTopic(
                topic, new ByteArrayDeserializer(), serdes.classification().deserializer());
        return output.readRecordsToList();
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return raw("dead-letters");
    }

    List<TestRecord<byte[], byte[]>> raw(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    static String header(TestRecord<?, ?> dead, String name) {
        return new String(dead.headers().lastHeader(name).value(), UTF_8);
    }

    TestRecord<byte[], byte[]> onlyDeadLetter() {
        assertThat(results("labels")).isEmpty();
        List<TestRecord<byte[], byte[]>> dead = deadLetters();
        assertThat(dead).hasSize(1);
        return dead.get(0);
    }
}
