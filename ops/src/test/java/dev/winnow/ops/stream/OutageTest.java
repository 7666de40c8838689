package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.embedded.EmbeddedBroker;
import dev.winnow.schemas.AvroSerdes;
import dev.winnow.topology.config.BatchConfig;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.control.ManualOffset;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.knob.KnobStatus;
import dev.winnow.topology.knob.KnobsReport;
import dev.winnow.topology.knob.PolicyRecords;
import dev.winnow.topology.lifecycle.AppState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Broker or registry go away and come back: what was sent before, meanwhile and afterwards gets one result each. */
class OutageTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void shouldWaitForTheRegistry() {
        try (HttpRegistry registry = new HttpRegistry()) {
            TestStream names = TestStream.create(Services.bootstrapServers(), registry.url(), 2);
            try (RunningStream stream = RunningStream.start(names, BatchConfig.defaults(), Models.loader());
                    Load load = new Load(names, 500)) {
                // Given
                load.register();
                registry.goAway();

                // When
                load.begin(500, 0);
                awaitRest(stream);
                registry.comeBack();
                load.finish();
                Harvest harvest = stream.harvest();

                // Then
                assertEachExactlyOnce(load, harvest);
            }
        }
    }

    /** A thread has given up then; the one that replaces it reads the partition's first record again. */
    private static void awaitRest(RunningStream stream) {
        await(() -> stream.app().state() instanceof AppState.Degraded);
        assertThat(stream.app().totals().classified()).isZero();
    }

    /** The documents are read by then and wait for their results: it is the commit that fails. */
    @Test
    void shouldWaitForTheRegistryWithResultsInHand() {
        try (HttpRegistry registry = new HttpRegistry()) {
            TestStream names = TestStream.create(Services.bootstrapServers(), registry.url(), 2);
            try (RunningStream stream = RunningStream.start(names, BatchConfig.defaults(), Models.loader());
                    Load load = new Load(names, 50)) {
                // Given
                load.register();
                registry.setReadOnly(true);

                // When
                load.begin(50, 0);
                await(() -> stream.app().totals().documents() > 50);
                registry.setReadOnly(false);
                load.finish();
                Harvest harvest = stream.harvest();

                // Then
                assertEachExactlyOnce(load, harvest);
            }
        }
    }

    /** The policy's schema is new to the instance, so nothing is known of the record until the registry is back. */
    @Test
    void shouldObeyAPolicyThatCameWhileTheRegistryWasAway() {
        try (HttpRegistry registry = new HttpRegistry()) {
            TestStream names = TestStream.create(Services.bootstrapServers(), registry.url(), 2);
            byte[] policy = encoded(names, new DeltaOffset(0.25));
            try (RunningStream stream = RunningStream.start(names, BatchConfig.defaults(), Models.loader());
                    Load load = new Load(names, 500)) {
                // Given
                load.begin(250, 0);
                await(() -> stream.app().totals().classified() > 0);

                // When
                registry.goAway();
                write(names, policy);
                await(() -> !knobs(stream).controlTopic().readable());
                load.finish();
                await(() -> stream.app().totals().classified() == 500);
                DeltaOffset meanwhile = knob(stream).offset();
                registry.comeBack();
                await(() -> knob(stream).offset().value() == 0.25);

                // Then
                assertThat(meanwhile).isEqualTo(DeltaOffset.TRAINED);
                assertThat(knob(stream).refusal()).isEmpty();
                assertThat(knobs(stream).controlTopic().readable()).isTrue();
                assertEachExactlyOnce(load, stream.harvest());
            }
        }
    }

    private static byte[] encoded(TestStream names, DeltaOffset offset) {
        Policy policy = new Policy(
                Optional.of(new ManualOffset(offset, Optional.empty())),
                Optional.empty(),
                "operator",
                "a test",
                Instant.now());
        try (AvroSerdes serdes =
                new AvroSerdes(names.config(Guarantee.EXACTLY_ONCE).registry().settings())) {
            return serdes.controlPolicy().serializer().serialize(names.control(), PolicyRecords.write(policy));
        }
    }

    private static void write(TestStream names, byte[] policy) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", names.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var unused = producer.send(new ProducerRecord<>(names.control(), Models.BUNDLE.getBytes(UTF_8), policy));
        }
    }

    private static KnobsReport knobs(RunningStream stream) {
        return stream.app().knobs().orElseThrow();
    }

    private static KnobStatus knob(RunningStream stream) {
        return knobs(stream).knobs().get(0);
    }

    private static void await(Callable<Boolean> condition) {
        Waiting.upTo(PATIENCE).until(condition);
    }

    /** Longer than transactions, sessions and the patience of the producer's requests. */
    @Test
    void shouldGoOnAfterABrokerThatWasGoneForThirtySeconds() {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                HttpRegistry registry = new HttpRegistry()) {
            TestStream names = TestStream.create(broker.bootstrapServers(), registry.url(), 2);
            try (RunningStream stream = RunningStream.start(names, BatchConfig.defaults(), Models.loader());
                    Load load = new Load(names, 6_000)) {
                // Given
                load.begin(3_000, 50);
                await(() -> stream.offsets().committed() > 200);

                // When
                broker.stop();
                long readBefore = stream.app().totals().documents();
                long back = System.nanoTime() + Duration.ofSeconds(30).toNanos();
                await(() -> System.nanoTime() - back >= 0);
                broker.restart();
                load.finish();
                Harvest harvest = stream.harvest();

                // Then
                assertThat(readBefore).as("documents read before the outage").isLessThan(6_000);
                assertEachExactlyOnce(load, harvest);
            }
        }
    }

    private static void assertEachExactlyOnce(Load load, Harvest harvest) {
        Accounting accounting = Accounting.of(load.ids(), harvest.ids());
        assertThat(accounting.missing()).as("lost").isEmpty();
        assertThat(accounting.doubled()).as("doubled").isEmpty();
        assertThat(harvest.deadLetters()).isEmpty();
    }
}
