package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.embedded.Topics;
import dev.winnow.ops.knob.PolicyTopic;
import dev.winnow.topology.config.ControlConfig;
import dev.winnow.topology.config.EngineConfig;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.ManagementConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.ManualOffset;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.control.QualityFloor;
import dev.winnow.topology.knob.ControlTopicState;
import dev.winnow.topology.knob.KnobStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Policies on the control topic of a real broker, and what instances make of them. */
class KnobTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final DeltaOffset SLOW = new DeltaOffset(-0.5);
    private static final DeltaOffset FAST = new DeltaOffset(0.25);

    private final TestStream names = TestStream.create(2);
    private final WinnowConfig config = names.config(Guarantee.EXACTLY_ONCE).toBuilder()
            .engine(new EngineConfig(1, EngineConfig.defaults().precision()))
            .build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger sent = new AtomicInteger();

    @AfterEach
    void stopSending() {
        clock.shutdownNow();
    }

    private RunningStream start(Duration perDocument) {
        RunningStream stream = RunningStream.start(names, config, pipeline -> new PacedModel(perDocument));
        stream.app().awaitRunning(PATIENCE);
        return stream;
    }

    /** Sends to both partitions in turn, evenly. */
    private void send(RunningStream stream, int perSecond) {
        var unused = clock.scheduleAtFixedRate(
                () -> {
                    int n = sent.getAndIncrement();
                    String id = "d" + n;
                    stream.feed().send(n % 2, id, stream.feed().encode(id, "rain again"));
                },
                0,
                1_000_000 / perSecond,
                TimeUnit.MICROSECONDS);
    }

    private static Policy manual(DeltaOffset offset, Optional<Instant> until, Optional<AutoPolicy> auto) {
        return new Policy(Optional.of(new ManualOffset(offset, until)), auto, "operator", "a test", Instant.now());
    }

    private static Policy manual(DeltaOffset offset) {
        return manual(offset, Optional.empty(), Optional.empty());
    }

    private static AutoPolicy auto(QualityFloor floor) {
        return new AutoPolicy(Duration.ofSeconds(1), floor, DeltaOffset.FULL, new DeltaOffset(1), 4);
    }

    /** Returns the time when the broker had it. */
    private long ask(Policy policy) {
        try (PolicyTopic topic = PolicyTopic.open(config)) {
            topic.write(Models.BUNDLE, policy);
            return System.currentTimeMillis();
        }
    }

    private static KnobStatus knob(RunningStream stream) {
        return stream.app().knobs().orElseThrow().knobs().get(0);
    }

    private static ControlTopicState topic(RunningStream stream) {
        return stream.app().knobs().orElseThrow().controlTopic();
    }

    private static void awaitOffset(RunningStream stream, DeltaOffset offset) {
        await().until(() -> knob(stream).offset().equals(offset));
    }

    private static ConditionFactory await() {
        return Waiting.upTo(PATIENCE).pollInterval(Duration.ofMillis(10));
    }

    /**
     * By the results alone: a document that was sent after a policy was written and still has the offset from before shows how
     * long it took. Records keep their timestamps.
     */
    @Test
    void shouldTurnEveryInstanceWithinASecond() {
        try (RunningStream one = start(AT_ONCE);
                RunningStream two = start(AT_ONCE)) {
            // Given
            assertThat(knob(one).offset()).isEqualTo(DeltaOffset.TRAINED);
            assertThat(topic(one).readable()).isTrue();
            send(one, 200);
            await().until(() ->
                    one.app().totals().classified() > 10 && two.app().totals().classified() > 10);
            List<Long> written = new ArrayList<>();

            // When
            for (int turn = 0; turn < 10; turn++) {
                DeltaOffset offset = turn % 2 == 0 ? FAST : SLOW;
                written.add(ask(manual(offset)));
                awaitOffset(one, offset);
                awaitOffset(two, offset);
                int before = sent.get();
                await().until(() -> sent.get() > before + 20);
            }
            stopSending();
            Harvest harvest = one.harvest();

            // Then
            List<Long> delays = new ArrayList<>();
            for (int partition = 0; partition < 2; partition++) {
                delays.addAll(delays(harvest, partition, written));
            }
            delays.sort(null);
            System.out.printf(
                    "a policy is in force on an instance after %d ms in the median, %d ms at most, of %d%n",
                    delays.get(delays.size() / 2), delays.get(delays.size() - 1), delays.size());
            assertThat(delays).hasSize(20).allMatch(millis -> millis < 1_000);
            assertThat(harvest.ids()).doesNotHaveDuplicates().hasSize(sent.get());
            assertThat(harvest.results())
                    .allSatisfy(result -> assertThat(result.classification().getExpectedAccuracy())
                            .isEqualTo(Models.shared()
                                    .calibration()
                                    .orElseThrow()
                                    .at(result.classification().getDeltaOffset())
                                    .accuracy()));
        }
    }

    /** For each policy the milliseconds from its writing to the first document of the partition that has its offset. */
    private static List<Long> delays(Harvest harvest, int partition, List<Long> written) {
        List<Long> delays = new ArrayList<>();
        for (int turn = 0; turn < written.size(); turn++) {
            double offset = (turn % 2 == 0 ? FAST : SLOW).value();
            long from = written.get(turn);
            long to = turn + 1 < written.size() ? written.get(turn + 1) : Long.MAX_VALUE;
            harvest.results().stream()
                    .filter(result -> result.record().partition() == partition)
                    .filter(result -> result.record().timestamp() >= from
                            && result.record().timestamp() < to)
                    .filter(result -> result.classification().getDeltaOffset() == offset)
                    .mapToLong(result -> result.record().timestamp() - from)
                    .min()
                    .ifPresent(delays::add);
        }
        return delays;
    }

    @Test
    void shouldRefuseAnInvalidPolicyAndKeepTheLastGoodOne() {
        try (RunningStream stream = start(AT_ONCE)) {
            // Given
            ask(manual(FAST));
            awaitOffset(stream, FAST);

            // When
            send(names.control(), Models.BUNDLE, "no Avro".getBytes(UTF_8));
            await().until(() -> knob(stream).refusal().isPresent());
            KnobStatus afterGarbage = knob(stream);
            QualityFloor unreachable = new QualityFloor(OptionalDouble.of(0.99), OptionalDouble.empty());
            ask(new Policy(Optional.empty(), Optional.of(auto(unreachable)), "operator", "", Instant.now()));
            await().until(() -> !knob(stream).refusal().equals(afterGarbage.refusal()));
            KnobStatus afterFloor = knob(stream);
            send(names.control(), "another-bundle", "nobody's business".getBytes(UTF_8));
            ask(manual(SLOW));
            awaitOffset(stream, SLOW);

            // Then
            assertThat(afterGarbage.offset()).isEqualTo(FAST);
            assertThat(afterGarbage.refusal()).hasValueSatisfying(refusal -> {
                assertThat(refusal.reason()).contains("not written with a schema registry");
                assertThat(refusal.recordOffset()).isEqualTo(1);
                assertThat(refusal.since()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
            });
            assertThat(afterFloor.offset()).isEqualTo(FAST);
            assertThat(afterFloor.refusal())
                    .hasValueSatisfying(refusal -> assertThat(refusal.reason()).contains("not even the full encoder"));
            assertThat(knob(stream).refusal()).isEmpty();
        }
    }

    @Test
    void shouldLetAManualOffsetBeatTheControllerUntilItEnds() {
        // Given
        ask(manual(FAST, Optional.of(Instant.now().plusSeconds(600)), Optional.of(auto(QualityFloor.NONE))));
        try (RunningStream stream = start(AT_ONCE)) {
            KnobStatus first = knob(stream);

            // When
            Instant until = Instant.now().plusSeconds(2);
            ask(manual(SLOW, Optional.of(until), Optional.of(auto(QualityFloor.NONE))));
            awaitOffset(stream, SLOW);
            await().until(() -> knob(stream).mode() instanceof Policy.Mode.Auto);
            Instant ended = Instant.now();
            await().until(() -> knob(stream).offset().equals(DeltaOffset.FULL));
            try (PolicyTopic topic = PolicyTopic.open(config)) {
                topic.remove(Models.BUNDLE);
            }
            awaitOffset(stream, DeltaOffset.TRAINED);

            // Then
            assertThat(first.offset()).as("a policy from before the start").isEqualTo(FAST);
            assertThat(ended).isBetween(until, until.plusSeconds(1));
            assertThat(knob(stream).mode()).isInstanceOf(Policy.Mode.Configured.class);
            assertThat(knob(stream).policy()).isEmpty();
        }
    }

    @Test
    void shouldGoOnWithoutItsControlTopicAndFollowTheNextOne() throws Exception {
        try (RunningStream stream = start(AT_ONCE);
                Admin admin = names.admin()) {
            // Given
            ask(manual(FAST));
            awaitOffset(stream, FAST);

            // When
            admin.deleteTopics(List.of(names.control())).all().get();
            send(stream, 100);
            await().until(() -> !topic(stream).readable());
            long before = stream.app().totals().classified();
            await().until(() -> stream.app().totals().classified() > before + 20);
            KnobStatus meanwhile = knob(stream);
            new Topics(admin, PATIENCE)
                    .create(List.of(Topics.topic(names.control(), 1, Map.of("cleanup.policy", "compact"))));
            ask(manual(SLOW));
            awaitOffset(stream, SLOW);

            // Then
            assertThat(meanwhile.offset()).isEqualTo(FAST);
            assertThat(stream.app().failure()).isEmpty();
            assertThat(topic(stream).readable()).isTrue();
        }
    }

    /** 10 ms for a document at -1 and one worker: 100 documents a second, of which three times as many come. */
    @Test
    void shouldSpeedUpUnderOverloadAndBecomeAccurateAgain() {
        // Given
        QualityFloor floor = new QualityFloor(OptionalDouble.empty(), OptionalDouble.of(0.85));
        ask(new Policy(Optional.empty(), Optional.of(auto(floor)), "operator", "", Instant.now()));
        try (RunningStream stream = start(Duration.ofMillis(10))) {
            awaitOffset(stream, DeltaOffset.FULL);

            // When
            send(stream, 250);
            await().until(() -> knob(stream).offset().value() >= 0.1);
            KnobStatus busy = knob(stream);
            stopSending();
            awaitOffset(stream, DeltaOffset.FULL);

            // Then
            assertThat(busy.expected())
                    .hasValueSatisfying(point -> assertThat(point.agreement()).isGreaterThanOrEqualTo(0.85));
            assertThat(busy.load()).hasValueSatisfying(load -> assertThat(load.arrivalsPerSecond())
                    .isGreaterThan(100));
            assertThat(busy.why()).contains("controller", "operator");
        }
    }

    @Test
    void shouldHoldTheConfiguredOffsetWithoutAControlTopic() {
        // Given
        WinnowConfig off = config.toBuilder()
                .control(new ControlConfig(""))
                .management(ManagementConfig.defaults())
                .build();

        // When
        try (RunningStream stream = RunningStream.start(names, off, pipeline -> new PacedModel(AT_ONCE))) {
            stream.app().awaitRunning(PATIENCE);

            // Then
            assertThat(topic(stream).readable()).isFalse();
            assertThat(knob(stream).offset()).isEqualTo(DeltaOffset.TRAINED);
        }
    }

    private void send(String topic, String key, byte[] value) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", names.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var unused = producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
        }
    }
}
