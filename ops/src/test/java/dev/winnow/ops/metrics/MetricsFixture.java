package dev.winnow.ops.metrics;

import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.classifier.TokenTrace;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.BatchShape;
import dev.winnow.topology.control.LoadSample;
import dev.winnow.topology.control.OffsetReason;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.control.QualityFloor;
import dev.winnow.topology.deadletter.Rejection;
import dev.winnow.topology.deadletter.Stage;
import dev.winnow.topology.knob.ControlTopicState;
import dev.winnow.topology.knob.KnobStatus;
import dev.winnow.topology.knob.KnobsReport;
import dev.winnow.topology.lifecycle.AppState;
import dev.winnow.topology.microbatch.ComputedBatch;
import dev.winnow.topology.microbatch.Outcome;
import dev.winnow.topology.observe.OffsetChange;
import dev.winnow.topology.observe.Origin;
import dev.winnow.topology.observe.Pipeline;
import dev.winnow.topology.observe.RejectedRecord;
import dev.winnow.topology.observe.ShedRecord;
import dev.winnow.topology.observe.StreamObserver;
import dev.winnow.topology.observe.WrittenResult;
import dev.winnow.topology.shadow.AgreementCount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A process that has seen one of everything. */
final class MetricsFixture {

    static final Pipeline PIPELINE = new Pipeline("comments", "labels", "parity");
    static final List<String> LABELS = List.of("even", "odd");
    static final Duration OBJECTIVE = Duration.ofSeconds(2);

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private MetricsFixture() {}

    static Metrics metrics() {
        Metrics metrics =
                new Metrics(() -> new AppState.Running(NOON), () -> Optional.of(report()), MetricsFixture::kafka);
        StreamObserver observer = metrics.observer();
        observer.opened(PIPELINE, LABELS);
        observer.read(PIPELINE, 1_000);
        observer.tokenized("parity", 4, 1_000);
        observer.computed(batch());
        observer.written(result("odd", 1_999));
        observer.written(result("odd", 2_001));
        observer.rejected(new RejectedRecord(PIPELINE, origin(), Rejection.unasked(Stage.READ, "no text")));
        observer.shed(new ShedRecord(PIPELINE, origin(), 9_000));
        observer.offsetChanged(
                new OffsetChange("parity", DeltaOffset.TRAINED, DeltaOffset.FULL, OffsetReason.IDLE, "a test"));
        return metrics;
    }

    private static Map<MetricName, Metric> kafka() {
        return Stream.of(
                        figure("stream-metrics", "alive-stream-threads", 2),
                        figure("stream-thread-metrics", "commit-latency-max", 250.0),
                        figure("consumer-coordinator-metrics", "assigned-partitions", 12.0))
                .collect(Collectors.toMap(Metric::metricName, Function.identity()));
    }

    private static Metric figure(String group, String name, Number value) {
        return new Metric() {
            @Override
            public MetricName metricName() {
                return new MetricName(name, group, "", Map.of("client-id", "one"));
            }

            @Override
            public Object metricValue() {
                return value;
            }
        };
    }

    private static Origin origin() {
        return new Origin("comments", 0, 0, 0);
    }

    static Prediction prediction(String label) {
        float odd = label.equals("odd") ? 1 : 0;
        TokenTrace trace = new TokenTrace(2, new int[] {2, 1, 1, 0}, new float[4]);
        return new Prediction(LABELS, new float[] {1 - odd, odd}, trace, false);
    }

    private static ComputedBatch batch() {
        return new ComputedBatch(
                "parity",
                DeltaOffset.TRAINED,
                2_000_000,
                OptionalDouble.of(1e9),
                List.of(new ComputedBatch.Member(prediction("odd"), 500, Optional.empty())));
    }

    static WrittenResult result(String label, long ageMillis) {
        Outcome.Classified outcome = new Outcome.Classified(
                prediction(label),
                new TokenizedText(new long[4], false),
                DeltaOffset.TRAINED,
                500,
                2_000,
                1,
                1,
                Optional.empty());
        return new WrittenResult(
                PIPELINE, origin(), new RecordHeaders(), "d-1", ageMillis, 1_000, outcome, () -> "some words");
    }

    private static Policy auto() {
        AutoPolicy auto = new AutoPolicy(
                OBJECTIVE, QualityFloor.NONE, DeltaOffset.FULL, new DeltaOffset(1), AutoPolicy.DEFAULT_SLEW);
        return new Policy(Optional.empty(), Optional.of(auto), "operator", "a test", NOON);
    }

    static KnobsReport report() {
        LoadSample load = new LoadSample(
                Duration.ofMillis(200),
                40,
                30,
                7,
                5,
                Duration.ofMillis(1_500),
                Optional.empty(),
                2,
                1,
                DeltaOffset.TRAINED,
                new DeltaOffset(0.5));
        KnobStatus knob = new KnobStatus(
                "parity",
                auto().mode(NOON),
                DeltaOffset.TRAINED,
                Optional.of(new CalibrationPoint(0, 0.9, 0.88, 0.92, 0.9, 0.95, 3, 2.5)),
                new BatchShape(1_500, Duration.ofMillis(20)),
                true,
                NOON,
                "a test",
                Optional.of(auto()),
                Optional.empty(),
                Optional.of(load),
                Duration.ofMillis(300),
                new AgreementCount(100, 90));
        return new KnobsReport(new ControlTopicState("control", true, "", NOON), List.of(knob));
    }
}
