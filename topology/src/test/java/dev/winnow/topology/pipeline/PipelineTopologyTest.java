package dev.winnow.topology.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistryException;
import dev.winnow.schemas.RegistrySettings;
import dev.winnow.topology.FakeClassifier;
import dev.winnow.topology.classify.ClassifyStep;
import dev.winnow.topology.classify.RegistryPatience;
import dev.winnow.topology.config.InputConfig;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.deadletter.DeadLetterGuard;
import dev.winnow.topology.deadletter.DeadLetters;
import dev.winnow.topology.deadletter.Reporter;
import dev.winnow.topology.input.DocumentReaders;
import dev.winnow.topology.measure.StreamCounters;
import dev.winnow.topology.microbatch.BatchPolicy;
import dev.winnow.topology.microbatch.MicroBatcher;
import dev.winnow.v1.Classification;
import dev.winnow.v1.Document;
import dev.winnow.v1.RationaleSpan;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PipelineTopologyTest {

    private static final long LIMIT = 2_000_000;
    private static final byte[] KEY = {1, 2, 3};
    private static final Instant FAILED_AT = Instant.ofEpochMilli(1_710_000_000_000L);
    private static final Instant TIMESTAMP = Instant.ofEpochMilli(1_700_000_000_000L);

    private final StreamCounters counters = new StreamCounters();
    private final AvroSerdes serdes =
            new AvroSerdes(RegistrySettings.inProcess(UUID.randomUUID().toString()));
    private DeltaOffset offset = DeltaOffset.TRAINED;
    private MicroBatcher batcher;
    private TopologyTestDriver driver;

    @BeforeEach
    void open() {
        batcher = new MicroBatcher(new BatchPolicy(1_000, 16, Duration.ofHours(1), 2), 1 << 20);
        driver = driver(step("comments", "labels", LIMIT), step("articles", "topics", LIMIT));
    }

    @AfterEach
    void close() {
        driver.close();
        batcher.close();
        serdes.close();
    }

    private ClassifyStep step(String input, String output, long limit) {
        return step(input, output, limit, serdes);
    }

    private ClassifyStep step(String input, String output, long limit, AvroSerdes readers) {
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
                DocumentReaders.of(InputConfig.defaults(), readers),
                serdes.classification().serializer(),
                new RegistryPatience(Duration.ofMillis(50)),
                2,
                limit,
                new DeadLetters(
                        LIMIT,
                        new Reporter("application", classifier.model(), classifier.version()),
                        InstantSource.fixed(FAILED_AT)),
                new DeadLetterGuard(input, 1, 100),
                counters);
    }

    private static TopologyTestDriver driver(ClassifyStep... steps) {
        Topology topology = PipelineTopology.of(List.of(steps), "dead-letters");
        return new TopologyTestDriver(topology, new Properties());
    }

    @Test
    void shouldShowItsShapeWithoutItsParts() {
        // Given
        List<PipelineConfig> pipelines = List.of(
                new PipelineConfig("parity", "comments", "labels"), new PipelineConfig("parity", "articles", "topics"));

        // When
        Topology outline = PipelineTopology.outline(pipelines, "dead-letters");

        // Then
        Topology whole = PipelineTopology.of(
                List.of(step("comments", "labels", LIMIT), step("articles", "topics", LIMIT)), "dead-letters");
        assertThat(outline.describe()).isEqualTo(whole.describe());
    }

    private byte[] document(String id, String text) {
        Document document = Document.newBuilder()
                .setId(id)
                .setText(text)
                .setMetadata(Map.of("source", "test"))
                .setEventTime(Instant.ofEpochMilli(42))
                .build();
        return serdes.document().serializer().serialize("comments", document);
    }

    private void send(String topic, byte[] value) {
        TestInputTopic<byte[], byte[]> input =
                driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", "abc".getBytes(UTF_8));
        input.pipeInput(new TestRecord<>(KEY, value, headers, TIMESTAMP));
    }

    private List<TestRecord<byte[], Classification>> results(String topic) {
        TestOutputTopic<byte[], Classification> output = driver.createOutputTopic(
                topic, new ByteArrayDeserializer(), serdes.classification().deserializer());
        return output.readRecordsToList();
    }

    private List<TestRecord<byte[], byte[]>> deadLetters() {
        return driver.createOutputTopic("dead-letters", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private static String header(TestRecord<?, ?> dead, String name) {
        return new String(dead.headers().lastHeader(name).value(), UTF_8);
    }

    private TestRecord<byte[], byte[]> onlyDeadLetter() {
        assertThat(results("labels")).isEmpty();
        List<TestRecord<byte[], byte[]>> dead = deadLetters();
        assertThat(dead).hasSize(1);
        return dead.get(0);
    }

    @Test
    void shouldClassifyADocument() {
        // When
        send("comments", document("d1", "three words here"));

        // Then
        assertThat(deadLetters()).isEmpty();
        assertThat(results("labels")).singleElement().satisfies(result -> {
            assertThat(result.key()).isEqualTo(KEY);
            assertThat(result.getRecordTime()).isEqualTo(TIMESTAMP);
            assertThat(header(result, "trace")).isEqualTo("abc");
            Classification value = result.value();
            assertThat(value.getDocumentId()).isEqualTo("d1");
            assertThat(value.getModel()).isEqualTo("parity");
            assertThat(value.getModelVersion()).isEqualTo("7");
            assertThat(value.getLabel()).isEqualTo("odd");
            assertThat(value.getProbability()).isCloseTo(0.75f, within(1e-6f));
            assertThat(value.getProbabilities()).containsOnly(Map.entry("even", 0.25f), Map.entry("odd", 0.75f));
            assertThat(value.getTokens()).isEqualTo(5);
            assertThat(value.getTruncated()).isFalse();
            assertThat(value.getBatchDocuments()).isEqualTo(1);
            assertThat(value.getEventTime()).isEqualTo(Instant.ofEpochMilli(42));
        });
        assertThat(counters.totals().classified()).isEqualTo(1);
        assertThat(counters.totals().pending()).isZero();
    }

    @Test
    void shouldWriteTheBestSpansOfTheRationale() {
        // When: the results of this step hold two spans at most
        send("comments", document("d1", "a \uD83D\uDE00 thoroughly good explanation helps people"));

        // Then
        assertThat(results("labels")).singleElement().satisfies(result -> {
            Classification value = result.value();
            assertThat(value.getDeltaOffset()).isZero();
            assertThat(value.getKeptTokens()).isEqualTo(5);
            assertThat(value.getRationale())
                    .containsExactly(new RationaleSpan(21, 32, 11f, 2), new RationaleSpan(5, 15, 10f, 2));
            assertThat(value.getRationaleTotal()).isEqualTo(4);
        });
    }

    @Test
    void shouldWriteNoRationaleAtTheFullEncoder() {
        // Given
        offset = DeltaOffset.FULL;
        driver.close();
        driver = driver(step("comments", "labels", LIMIT));

        // When
        send("comments", document("d1", "a thoroughly good explanation"));

        // Then
        assertThat(results("labels")).singleElement().satisfies(result -> {
            Classification value = result.value();
            assertThat(value.getDeltaOffset()).isEqualTo(-1);
            assertThat(value.getKeptTokens()).isEqualTo(value.getTokens());
            assertThat(value.getRationale()).isEmpty();
        });
    }

    @Test
    void shouldRunSeveralPipelinesInOneTopology() {
        // When
        send("comments", document("c", "a b"));
        send("articles", document("a", "a b c"));
        send("articles", null);

        // Then
        assertThat(results("labels")).extracting(r -> r.value().getDocumentId()).containsExactly("c");
        assertThat(results("topics")).extracting(r -> r.value().getDocumentId()).containsExactly("a");
        assertThat(deadLetters()).singleElement().satisfies(dead -> assertThat(header(dead, "winnow.topic"))
                .isEqualTo("articles"));
    }

    @Test
    void shouldGiveEveryPipelineASubtopologyOfItsOwn() {
        // When
        Topology topology = PipelineTopology.of(List.of(step("a", "x", LIMIT), step("b", "x", LIMIT)), "dead-letters");

        // Then
        assertThat(topology.describe().subtopologies()).hasSize(2);
    }

    @Test
    void shouldSayWhyAndWhenceADeadLetterComes() {
        // Given
        send("comments", document("fine", "a good one"));
        byte[] garbage = {9, 9, 9, 9, 9, 9, 9};

        // When
        send("comments", garbage);

        // Then
        assertThat(deadLetters()).singleElement().satisfies(dead -> {
            assertThat(dead.key()).isEqualTo(KEY);
            assertThat(dead.value()).isEqualTo(garbage);
            assertThat(dead.getRecordTime()).isEqualTo(FAILED_AT);
            assertThat(header(dead, "trace")).isEqualTo("abc");
            assertThat(header(dead, "winnow.stage")).isEqualTo("read");
            assertThat(header(dead, "winnow.error")).startsWith("dev.winnow.schemas.UnreadableRecordException: ");
            assertThat(header(dead, "winnow.topic")).isEqualTo("comments");
            assertThat(header(dead, "winnow.partition")).isEqualTo("0");
            assertThat(header(dead, "winnow.offset")).isEqualTo("1");
            assertThat(header(dead, "winnow.timestamp")).isEqualTo("1700000000000");
            assertThat(header(dead, "winnow.attempts")).isEqualTo("0");
            assertThat(header(dead, "winnow.application")).isEqualTo("application");
            assertThat(header(dead, "winnow.bundle")).isEqualTo("parity");
            assertThat(header(dead, "winnow.bundle-version")).isEqualTo("7");
            assertThat(header(dead, "winnow.replays")).isEqualTo("0");
            assertThat(header(dead, "winnow.record-headers")).isEqualTo("1");
        });
        assertThat(counters.totals().deadLetters()).isEqualTo(1);
    }

    @Test
    void shouldRejectATombstone() {
        // When
        send("comments", null);

        // Then
        TestRecord<byte[], byte[]> dead = onlyDeadLetter();
        assertThat(dead.value()).isNull();
        assertThat(header(dead, "winnow.stage")).isEqualTo("read");
        assertThat(header(dead, "winnow.error")).contains("tombstone");
    }

    @Test
    void shouldRejectAnUnknownSchema() {
        // When
        send("comments", ByteBuffer.allocate(20).put((byte) 0).putInt(4711).array());

        // Then
        TestRecord<byte[], byte[]> dead = onlyDeadLetter();
        assertThat(header(dead, "winnow.stage")).isEqualTo("read");
        assertThat(header(dead, "winnow.error")).contains("4711");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n \u2003"})
    void shouldRejectATextWithoutWords(String text) {
        // When
        send("comments", document("blank", text));

        // Then
        assertThat(header(onlyDeadLetter(), "winnow.stage")).isEqualTo("prepare");
    }

    @Test
    void shouldNotQuoteTheTextWhenTheTokenizerFails() {
        // When
        send("comments", document("d", "untokenizable"));

        // Then
        TestRecord<byte[], byte[]> dead = onlyDeadLetter();
        assertThat(header(dead, "winnow.stage")).isEqualTo("prepare");
        assertThat(header(dead, "winnow.error"))
                .startsWith("java.lang.IllegalStateException: ")
                .doesNotContain("untokenizable");
    }

    @Test
    void shouldRejectWhatTheModelCannotAnswerAndGoOn() {
        // When
        send("comments", document("bad", "some poison here"));
        send("comments", document("good", "no harm"));

        // Then
        assertThat(results("labels")).extracting(r -> r.value().getDocumentId()).containsExactly("good");
        assertThat(deadLetters()).singleElement().satisfies(dead -> {
            assertThat(header(dead, "winnow.stage")).isEqualTo("infer");
            assertThat(header(dead, "winnow.error")).isEqualTo("java.lang.IllegalStateException: cannot answer");
            assertThat(header(dead, "winnow.attempts")).isEqualTo("2");
        });
    }

    @Test
    void shouldClassifyStrangeTexts() {
        // Given
        List<String> texts = new ArrayList<>();
        texts.add("a lone \ud83d surrogate");
        texts.add("\u0000\u0001 control \u007f \u202e characters");
        texts.add("word ".repeat(200_000));

        // When
        for (int i = 0; i < texts.size(); i++) {
            send("comments", document("d" + i, texts.get(i)));
        }

        // Then
        assertThat(results("labels"))
                .extracting(r -> r.value().getDocumentId(), r -> r.value().getTruncated())
                .containsExactly(tuple("d0", false), tuple("d1", false), tuple("d2", true));
    }

    @Test
    void shouldRejectAResultThatItsTopicDoesNotTake() {
        // Given
        driver.close();
        driver = driver(step("comments", "labels", 1_000));

        // When
        send("comments", document("x".repeat(2_000), "a text"));

        // Then
        TestRecord<byte[], byte[]> dead = onlyDeadLetter();
        assertThat(header(dead, "winnow.stage")).isEqualTo("write");
        assertThat(header(dead, "winnow.error")).contains("topic 'labels' takes 1000");
    }

    @Test
    void shouldFailTheThreadRatherThanRejectWhenTheRegistryStaysAway() {
        // Given
        byte[] good = document("d", "a text");
        RegistrySettings nobody =
                new RegistrySettings("http://localhost:1", false, Duration.ofSeconds(1), 10, Map.of());
        try (AvroSerdes away = new AvroSerdes(nobody)) {
            driver.close();
            driver = driver(step("comments", "labels", LIMIT, away));

            // When / Then
            assertThatThrownBy(() -> send("comments", good)).hasStackTraceContaining(RegistryException.class.getName());
            assertThat(deadLetters()).isEmpty();
        }
    }

    @Test
    void shouldReadARecordThatHasNoTimestamp() {
        // Given
        TolerantTimestamps timestamps = new TolerantTimestamps();
        ConsumerRecord<Object, Object> old = new ConsumerRecord<>("comments", 0, 0, null, null);

        // When
        long timestamp = timestamps.extract(old, -1);

        // Then
        assertThat(Instant.ofEpochMilli(timestamp)).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }
}
