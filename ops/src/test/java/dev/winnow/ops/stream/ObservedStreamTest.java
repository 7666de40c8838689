package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.knob.PolicyTopic;
import dev.winnow.ops.metrics.Metrics;
import dev.winnow.ops.metrics.MonitoringFiles;
import dev.winnow.ops.metrics.Scrape;
import dev.winnow.ops.tracing.RecordedSpans;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.ModelConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.ManualOffset;
import dev.winnow.topology.control.OffsetReason;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.control.QualityFloor;
import dev.winnow.topology.knob.KnobStatus;
import dev.winnow.v1.Classification;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a stream measures and traces, held against what lies in its topics. */
class ObservedStreamTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int UNREADABLE = 3;
    private static final int EMPTY = 2;
    private static final Map<String, String> ANY = Map.of();

    private static final RecordedSpans SPANS = new RecordedSpans();

    private static Metrics metrics;
    private static Scrape before;
    private static Scrape after;
    private static Harvest harvest;
    private static TestStream names;
    private static int good;

    @BeforeAll
    static void runAStream() {
        names = TestStream.create(1);
        WinnowConfig config = names.config(Guarantee.EXACTLY_ONCE).toBuilder()
                .model(new ModelConfig(0, 2, 1))
                .build();
        AtomicReference<Metrics> made = new AtomicReference<>();
        try (RunningStream stream = RunningStream.start(names, config, Models.loader(), app -> {
            made.set(Metrics.of(app));
            app.observe(SPANS.observer());
            before = Scrape.of(made.get().scrape());
        })) {
            metrics = made.get();
            for (int n = 0; n < 60; n++) {
                send(stream);
            }
            for (int n = 0; n < UNREADABLE; n++) {
                stream.feed().send(0, "k", ("no document " + n).getBytes(UTF_8));
            }
            for (int n = 0; n < EMPTY; n++) {
                stream.send("e" + n, " ");
            }
            sendUntilOneIsCompared(stream);
            harvest = stream.harvest();
            turn(stream, config);
            after = Scrape.of(metrics.scrape());
        }
    }

    private static void send(RunningStream stream) {
        String id = "d" + good;
        byte[] traceparent = "00-%032x-%016x-01".formatted(good + 1, good + 1).getBytes(UTF_8);
        stream.feed().send(0, id, stream.feed().encode(id, text(good)), new RecordHeader("traceparent", traceparent));
        good++;
    }

    private static String text(int n) {
        return "a quiet morning with rain and soup ".repeat(1 + n % 7);
    }

    /** The full encoder is asked when the engine has time to spare. */
    private static void sendUntilOneIsCompared(RunningStream stream) {
        stream.awaitSettled();
        await().until(() -> {
            if (knob(stream).live().documents() == 0) {
                send(stream);
                stream.feed().flush();
            }
            return knob(stream).live().documents() > 0;
        });
    }

    /** A person's order, behind which a controller waits with its objective. */
    private static void turn(RunningStream stream, WinnowConfig config) {
        DeltaOffset offset = new DeltaOffset(0.25);
        AutoPolicy auto = new AutoPolicy(Duration.ofSeconds(1), QualityFloor.NONE, DeltaOffset.FULL, offset, 1);
        Optional<ManualOffset> manual = Optional.of(new ManualOffset(offset, Optional.empty()));
        try (PolicyTopic topic = PolicyTopic.open(config)) {
            topic.write(Models.BUNDLE, new Policy(manual, Optional.of(auto), "operator", "a test", Instant.now()));
        }
        await().until(() -> knob(stream).offset().equals(offset)
                && knob(stream).load().filter(load -> load.backlog() == 0).isPresent());
    }

    private static KnobStatus knob(RunningStream stream) {
        return stream.app().knobs().orElseThrow().knobs().get(0);
    }

    private static ConditionFactory await() {
        return Waiting.upTo(PATIENCE);
    }

    @AfterAll
    static void close() {
        metrics.close();
        SPANS.close();
    }

    private static double sum(ToDoubleFunction<Classification> value) {
        return harvest.results().stream()
                .map(Harvest.Result::classification)
                .mapToDouble(value)
                .sum();
    }

    private static double count(String stage) {
        return after.value("winnow_stage_seconds_count", Map.of("stage", stage));
    }

    private static double seconds(String stage) {
        return after.value("winnow_stage_seconds_sum", Map.of("stage", stage));
    }

    @Test
    void shouldCountWhatTheTopicsHold() {
        Map<String, Long> byLabel = harvest.results().stream()
                .collect(Collectors.groupingBy(result -> result.classification().getLabel(), Collectors.counting()));
        assertThat(byLabel.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(good);
        byLabel.forEach((label, results) -> assertThat(after.value("winnow_results_total", Map.of("label", label)))
                .as(label)
                .isEqualTo(results.doubleValue()));
        assertThat(after.value("winnow_results_total", ANY)).isEqualTo(good);
        Map<String, Long> byStage =
                harvest.deadLetters().stream().collect(Collectors.groupingBy(DeadLetter::stage, Collectors.counting()));
        assertThat(byStage).isEqualTo(Map.of("read", (long) UNREADABLE, "prepare", (long) EMPTY));
        byStage.forEach((stage, letters) -> assertThat(after.value("winnow_dead_letters_total", Map.of("stage", stage)))
                .as(stage)
                .isEqualTo(letters.doubleValue()));
        assertThat(after.value("winnow_records_read_total", ANY)).isEqualTo(good + UNREADABLE + EMPTY);
        assertThat(after.value("winnow_shed_total", ANY)).isZero();
    }

    @Test
    void shouldCountTokensAndBatchesAsTheResultsNameThem() {
        assertThat(after.value("winnow_batch_tokens_sum", ANY)).isEqualTo(sum(Classification::getTokens));
        assertThat(after.value("winnow_layer_tokens_total", Map.of("layer", "6")))
                .isEqualTo(sum(Classification::getKeptTokens));
        double batches = sum(result -> 1.0 / result.getBatchDocuments());
        assertThat(after.value("winnow_batch_documents_count", ANY)).isCloseTo(batches, within(1e-9));
        assertThat(after.value("winnow_batch_documents_sum", ANY)).isEqualTo(good);
    }

    /** By the formula of docs/METRICS.md, written down once more; a result does not depend on its batch-mates. */
    @Test
    void shouldCountTheOperationsOfTheModel() {
        double h = 384;
        double intermediate = 4 * h;
        double predictor = 32;
        double expected = 0;
        for (int n = 0; n < good; n++) {
            int[] reached = Models.shared()
                    .classify(List.of(Models.shared().tokenize(text(n))), DeltaOffset.TRAINED)
                    .get(0)
                    .trace()
                    .reached();
            long before = reached.length;
            for (int layer = 0; layer < 6; layer++) {
                int gone = layer;
                long left = Arrays.stream(reached).filter(r -> r > gone).count();
                double scored = before * (6 - layer) >= 6 ? 2 * before * (h * predictor + predictor) : 0;
                expected += scored + left * (8 * h * h + 4 * h * intermediate) + 4 * left * left * h;
                before = left;
            }
        }
        assertThat(after.value("winnow_engine_flops_total", ANY)).isCloseTo(expected, within(1e-6 * expected));
    }

    @Test
    void shouldTimeEveryStage() {
        assertThat(count("read")).isEqualTo(good + UNREADABLE + EMPTY);
        assertThat(count("tokenize")).isEqualTo(good);
        assertThat(count("queue")).isEqualTo(good);
        assertThat(count("write")).isEqualTo(good);
        assertThat(count("infer")).isEqualTo(after.value("winnow_batch_documents_count", ANY));
        double engine = sum(result -> result.getEngineMicros() / 1e6 / result.getBatchDocuments());
        assertThat(seconds("infer")).isCloseTo(engine, within(1e-6 * good));
        assertThat(seconds("queue")).isCloseTo(sum(result -> result.getQueueMicros() / 1e6), within(1e-9));
        assertThat(seconds("read")).isPositive();
        assertThat(seconds("tokenize")).isPositive();
        assertThat(seconds("write")).isPositive();
        assertThat(after.value("winnow_age_seconds_count", ANY)).isEqualTo(good);
        assertThat(after.value("winnow_age_seconds_sum", ANY))
                .as("nothing is answered before it was computed")
                .isGreaterThan(sum(result -> (result.getQueueMicros() + result.getEngineMicros()) / 1e6) / 2);
    }

    @Test
    void shouldShowTheKnob() {
        assertThat(after.value("winnow_offset", Map.of("bundle", Models.BUNDLE)))
                .isEqualTo(0.25);
        assertThat(after.value("winnow_offset_changes_total", Map.of("reason", "manual")))
                .isEqualTo(1);
        assertThat(after.value("winnow_backlog_documents", ANY)).isZero();
        assertThat(after.value("winnow_expected_accuracy", ANY)).isBetween(0.5, 1.0);
    }

    @Test
    void shouldHaveEveryMetricThatDashboardAndRulesAskFor() {
        Set<String> asked = MonitoringFiles.metrics();
        assertThat(asked).hasSizeGreaterThan(30);
        assertThat(after.names()).containsAll(asked);
    }

    /** All documents are traced, so each span has a link for each; their results say how many were in their batch. */
    @Test
    void shouldLinkEachBatchToTheTracesOfItsRecords() {
        List<Long> linked = new ArrayList<>();
        for (SpanData span : SPANS.all()) {
            long documents = span.getAttributes().get(AttributeKey.longKey("messaging.batch.message_count"));
            assertThat(span.getLinks()).hasSize((int) documents);
            for (LinkData link : span.getLinks()) {
                long number = Long.parseLong(link.getSpanContext().getTraceId(), 16) - 1;
                assertThat(harvest.classificationOf("d" + number).getBatchDocuments())
                        .as("d%d", number)
                        .isEqualTo((int) documents);
                linked.add(number);
            }
        }
        assertThat(linked)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, good).boxed().toList());
    }

    @Test
    void shouldShowWhatKafkaDoes() {
        assertThat(after.value("winnow_kafka_consumed_records_total", ANY)).isEqualTo(good + UNREADABLE + EMPTY);
        assertThat(after.value("winnow_kafka_sent_records_total", ANY)).isGreaterThanOrEqualTo(good);
        assertThat(after.value("winnow_kafka_assigned_partitions", ANY)).isEqualTo(1);
        assertThat(after.value("winnow_kafka_alive_threads", ANY)).isEqualTo(1);
        assertThat(after.value("winnow_kafka_commits_total", ANY)).isPositive();
    }

    @Test
    void shouldAnswerFromTheBeginningToTheEnd() {
        assertThat(before.value("winnow_state", Map.of("state", "starting"))).isEqualTo(1);
        assertThat(after.value("winnow_state", Map.of("state", "running"))).isEqualTo(1);
        Scrape atTheEnd = Scrape.of(metrics.scrape());
        assertThat(atTheEnd.value("winnow_state", Map.of("state", "stopped"))).isEqualTo(1);
        assertThat(atTheEnd.value("winnow_results_total", ANY)).isEqualTo(good);
    }

    @Test
    void shouldBoundTagsAndSeries() {
        Map<String, Set<String>> values = after.samples().stream()
                .filter(sample -> sample.name().startsWith("winnow_"))
                .flatMap(sample -> sample.tags().entrySet().stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
        values.remove("le");
        assertThat(values.remove("version")).hasSize(1);
        assertThat(values)
                .isEqualTo(Map.of(
                        "bundle", Set.of(Models.BUNDLE),
                        "input", Set.of(names.input()),
                        "label", Set.copyOf(Models.shared().labels()),
                        "layer", Set.of("1", "2", "3", "4", "5", "6"),
                        "reason",
                                Stream.of(OffsetReason.values())
                                        .map(OffsetReason::label)
                                        .collect(Collectors.toSet()),
                        "stage", Set.of("read", "tokenize", "queue", "infer", "write", "prepare"),
                        "state", Set.of("running")));
        assertThat(after.samples()).as("with those of the JVM").hasSizeLessThan(400);
        assertThat(after.samples().stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
                .as("none twice")
                .hasSize(after.samples().size());
    }
}
