package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.ops.embedded.Topics;
import dev.winnow.ops.knob.PolicyTopic;
import dev.winnow.topology.config.EngineConfig;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.ModelConfig;
import dev.winnow.topology.config.OverloadConfig;
import dev.winnow.topology.config.OverloadPolicy;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.control.QualityFloor;
import dev.winnow.topology.deadletter.FailureReport;
import dev.winnow.topology.deadletter.LetterHeaders;
import dev.winnow.topology.deadletter.Stage;
import dev.winnow.topology.knob.KnobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An application that is as fast as its quality floor allows, and has more to do than that. */
class OverloadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration OBJECTIVE = Duration.ofSeconds(2);
    private static final QualityFloor FULL_ENCODER_ONLY =
            new QualityFloor(OptionalDouble.empty(), OptionalDouble.of(1));
    private static final int DOCUMENTS = 1_500;
    private static final int EVERY_IMPORTANT = 10;

    private final TestStream names = TestStream.create(2);

    private WinnowConfig config(OverloadPolicy policy) {
        return names.config(Guarantee.EXACTLY_ONCE).toBuilder()
                .engine(new EngineConfig(1, EngineConfig.defaults().precision()))
                .overload(new OverloadConfig(policy, overflow(), "priority"))
                .build();
    }

    private String overflow() {
        return names.id() + "-overflow";
    }

    private void createOverflow() {
        try (Admin admin = names.admin()) {
            new Topics(admin, PATIENCE).create(List.of(Topics.topic(overflow(), 1, Map.of())));
        }
    }

    private static void ask(WinnowConfig config, QualityFloor floor) {
        AutoPolicy auto = new AutoPolicy(OBJECTIVE, floor, DeltaOffset.FULL, new DeltaOffset(1), 4);
        try (PolicyTopic topic = PolicyTopic.open(config)) {
            topic.write(
                    Models.BUNDLE,
                    new Policy(Optional.empty(), Optional.of(auto), "operator", "a test", Instant.now()));
        }
    }

    private static KnobStatus knob(RunningStream stream) {
        return stream.app().knobs().orElseThrow().knobs().get(0);
    }

    private static String id(int n) {
        return "d" + n;
    }

    /** All at once: 100 of them a second can be answered. */
    private void sendAll(RunningStream stream) {
        for (int n = 0; n < DOCUMENTS; n++) {
            RecordHeaders headers = new RecordHeaders();
            if (n % EVERY_IMPORTANT == 0) {
                headers.add("priority", "10".getBytes(UTF_8));
            }
            byte[] value = stream.feed().encode(id(n), "rain again");
            stream.feed().send(new ProducerRecord<>(names.input(), n % 2, null, id(n).getBytes(UTF_8), value, headers));
        }
    }

    @Test
    void shouldShedWhatIsLateAndKeepWhatIsImportant() {
        // Given
        createOverflow();
        WinnowConfig config = config(OverloadPolicy.SHED);
        ask(config, FULL_ENCODER_ONLY);
        try (RunningStream stream =
                RunningStream.start(names, config, pipeline -> new PacedModel(Duration.ofMillis(10)))) {
            stream.app().awaitRunning(PATIENCE);

            // When
            sendAll(stream);
            Harvest harvest = stream.harvest();
            List<ConsumerRecord<byte[], byte[]>> shed = Harvest.committed(names, overflow());

            // Then: each is answered or shed, and never both
            List<String> out = new ArrayList<>(harvest.ids());
            shed.forEach(record -> out.add(new String(record.key(), UTF_8)));
            assertThat(out).doesNotHaveDuplicates().hasSize(DOCUMENTS);
            assertThat(harvest.deadLetters()).isEmpty();
            assertThat(shed).as("shed").hasSizeGreaterThan(DOCUMENTS / 10);
            assertThat(harvest.results()).as("answered").hasSizeGreaterThan(DOCUMENTS / 10);
            assertThat(harvest.ids())
                    .as("every important one is answered")
                    .contains(id(0), id(DOCUMENTS - EVERY_IMPORTANT));
            assertThat(shed).allSatisfy(record -> {
                FailureReport report = LetterHeaders.read(record.headers()).orElseThrow();
                assertThat(report.stage()).isEqualTo(Stage.SHED);
                assertThat(report.topic()).isEqualTo(names.input());
            });
            assertThat(stream.app().totals().shed()).isEqualTo(shed.size());
            assertThat(stream.app().totals().pending()).isZero();
            Awaitility.await().atMost(PATIENCE).until(() -> !knob(stream).overloaded());
        }
    }

    @Test
    void shouldLetDocumentsWaitUnlessToldToShed() {
        // Given
        WinnowConfig config = config(OverloadPolicy.QUEUE);
        ask(config, FULL_ENCODER_ONLY);
        try (RunningStream stream =
                RunningStream.start(names, config, pipeline -> new PacedModel(Duration.ofMillis(5)))) {
            stream.app().awaitRunning(PATIENCE);

            // When
            sendAll(stream);
            Awaitility.await().atMost(PATIENCE).until(() -> knob(stream).overloaded());

            // Then
            assertThat(stream.harvest().ids()).doesNotHaveDuplicates().hasSize(DOCUMENTS);
            assertThat(stream.app().totals().shed()).isZero();
        }
    }

    /** Under the same load the calibration alone would allow a faster offset. */
    @Test
    void shouldSlowDownWhereLiveDocumentsDisagreeWhateverTheLoad() {
        // Given: reduced, the model finds another label in everything
        PacedModel model = new PacedModel(Duration.ofMillis(4)) {
            @Override
            public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
                float[] probabilities = new float[labels().size()];
                probabilities[offset.isFull() ? 0 : 1] = 1;
                return super.classify(documents, offset).stream()
                        .map(answer -> new Prediction(labels(), probabilities, answer.trace(), answer.truncated()))
                        .toList();
            }
        };
        WinnowConfig config = config(OverloadPolicy.QUEUE).toBuilder()
                .model(new ModelConfig(0, 0, 1))
                .build();
        AutoPolicy never = new AutoPolicy(
                OBJECTIVE,
                new QualityFloor(OptionalDouble.empty(), OptionalDouble.of(0.85)),
                new DeltaOffset(0.05),
                new DeltaOffset(1),
                4);
        try (PolicyTopic topic = PolicyTopic.open(config)) {
            topic.write(Models.BUNDLE, new Policy(Optional.empty(), Optional.of(never), "operator", "", Instant.now()));
        }
        try (RunningStream stream = RunningStream.start(names, config, pipeline -> model)) {
            stream.app().awaitRunning(PATIENCE);
            double before = 0.05;
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> knob(stream).offset().value() == before);

            // When: one at a time, so that there is time for the full encoder
            for (int n = 0; n < 100 && knob(stream).live().documents() < 60; n++) {
                long answered = stream.app().totals().classified();
                stream.send(id(n), "rain again");
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> stream.app().totals().classified() > answered);
            }

            // Then
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> knob(stream).offset().value() < before);
        }
    }
}
