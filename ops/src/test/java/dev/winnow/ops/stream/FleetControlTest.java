package dev.winnow.ops.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.knob.PolicyTopic;
import dev.winnow.topology.config.ApplicationConfig;
import dev.winnow.topology.config.EngineConfig;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.ManualOffset;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.control.QualityFloor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One policy, two instances, a partition each. The model of an instance answers 100 documents a second as the full encoder, on
 * its one worker.
 */
class FleetControlTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PER_DOCUMENT = Duration.ofMillis(10);
    private static final AutoPolicy AUTO =
            new AutoPolicy(Duration.ofSeconds(1), QualityFloor.NONE, DeltaOffset.FULL, new DeltaOffset(1), 4);

    /** No instance would choose it by itself. */
    private static final DeltaOffset BY_HAND = new DeltaOffset(0.777);

    private final TestStream names = TestStream.create(2);
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final AtomicInteger sent = new AtomicInteger();

    @TempDir
    Path folder;

    /** An instance that takes one of two partitions. */
    static WinnowConfig config(TestStream names) {
        return names.config(Guarantee.EXACTLY_ONCE).toBuilder()
                .application(new ApplicationConfig(
                        names.id(), Guarantee.EXACTLY_ONCE, 1, Duration.ofMillis(200), Duration.ofSeconds(30)))
                .engine(new EngineConfig(1, EngineConfig.defaults().precision()))
                .build();
    }

    @AfterEach
    void stopSending() {
        clock.shutdownNow();
    }

    private RunningStream start() {
        RunningStream stream = RunningStream.start(names, config(names), pipeline -> new PacedModel(PER_DOCUMENT));
        stream.app().awaitRunning(PATIENCE);
        return stream;
    }

    private void send(Feed feed, int partition, int perSecond) {
        var unused = clock.scheduleAtFixedRate(
                () -> {
                    String id = "d" + sent.getAndIncrement();
                    feed.send(partition, id, feed.encode(id, "rain again"));
                },
                0,
                1_000_000 / perSecond,
                TimeUnit.MICROSECONDS);
    }

    private void ask(Optional<ManualOffset> manual) {
        try (PolicyTopic topic = PolicyTopic.open(config(names))) {
            topic.write(Models.BUNDLE, new Policy(manual, Optional.of(AUTO), "operator", "", Instant.now()));
        }
    }

    private static double offset(RunningStream stream) {
        return stream.app().knobs().orElseThrow().knobs().get(0).offset().value();
    }

    private static ConditionFactory await() {
        return Waiting.upTo(PATIENCE).pollInterval(Duration.ofMillis(50));
    }

    private static void awaitShared(RunningStream stream) {
        await().until(() -> stream.offsets().members() == 2);
    }

    @Test
    void shouldTurnEachInstanceByItsOwnLoadAndBothByHand() {
        ask(Optional.empty());
        try (RunningStream one = start();
                RunningStream two = start()) {
            // Given
            awaitShared(one);
            await().until(() -> offset(one) == -1 && offset(two) == -1);

            // When
            send(one.feed(), 0, 250);
            send(one.feed(), 1, 20);
            await().until(() -> Math.max(offset(one), offset(two)) > 0.1);
            List<Double> offsets = List.of(offset(one), offset(two));
            ask(Optional.of(new ManualOffset(BY_HAND, Optional.empty())));
            await().until(() -> offset(one) == BY_HAND.value() && offset(two) == BY_HAND.value());
            stopSending();

            // Then
            assertThat(offsets).as("the instance with little to do").contains(-1.0);
            assertThat(one.harvest().ids()).doesNotHaveDuplicates().hasSize(sent.get());
        }
    }

    @Test
    void shouldSpeedUpWhenAnotherInstanceDies() {
        ask(Optional.empty());
        try (RunningStream survivor = start();
                WinnowProcess victim = WinnowProcess.start(
                        PacedModelMain.class,
                        List.of(
                                names.bootstrapServers(),
                                names.registryUrl(),
                                names.id(),
                                String.valueOf(TimeUnit.NANOSECONDS.toMicros(PER_DOCUMENT.toNanos()))),
                        folder)) {
            // Given: each has some two thirds of what it can do
            awaitShared(survivor);
            send(survivor.feed(), 0, 60);
            send(survivor.feed(), 1, 60);
            await().until(() -> {
                victim.requireAlive();
                return survivor.app().totals().classified() > 200 && offset(survivor) == -1;
            });

            // When
            victim.kill();

            // Then
            await().until(() -> offset(survivor) > -0.25);
            stopSending();
            assertThat(survivor.harvest().ids()).doesNotHaveDuplicates().hasSize(sent.get());
        }
    }
}
