package dev.winnow.ops.metrics;

import dev.winnow.topology.microbatch.ComputedBatch;
import dev.winnow.topology.observe.OffsetChange;
import dev.winnow.topology.observe.Pipeline;
import dev.winnow.topology.observe.RejectedRecord;
import dev.winnow.topology.observe.ShedRecord;
import dev.winnow.topology.observe.StreamObserver;
import dev.winnow.topology.observe.WrittenResult;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what the stream does. On the hot path it looks its meters up in a map and adds to them; nothing there takes a lock.
 * Meters are made when their pipeline is opened, so that all counters begin at zero and a rate sees the first event.
 */
final class StreamMeters implements StreamObserver {

    private final MeterRegistry registry;
    private final Objectives objectives;
    private final Map<String, BundleMeters> bundles = new ConcurrentHashMap<>();
    private final Map<Pipeline, PipelineMeters> pipelines = new ConcurrentHashMap<>();

    StreamMeters(MeterRegistry registry, Objectives objectives) {
        this.registry = registry;
        this.objectives = objectives;
    }

    @Override
    public void opened(Pipeline pipeline, List<String> labels) {
        bundles.computeIfAbsent(pipeline.bundle(), bundle -> new BundleMeters(registry, bundle));
        pipelines.computeIfAbsent(pipeline, opened -> new PipelineMeters(registry, opened, labels));
    }

    @Override
    public void read(Pipeline pipeline, long nanos) {
        bundles.get(pipeline.bundle()).took(StreamStage.READ, nanos);
        pipelines.get(pipeline).read();
    }

    @Override
    public void tokenized(String bundle, int tokens, long nanos) {
        bundles.get(bundle).took(StreamStage.TOKENIZE, nanos);
    }

    @Override
    public void computed(ComputedBatch batch) {
        bundles.get(batch.bundle()).computed(batch);
    }

    @Override
    public void written(WrittenResult result) {
        Pipeline pipeline = result.pipeline();
        bundles.get(pipeline.bundle()).took(StreamStage.WRITE, result.writeNanos());
        pipelines.get(pipeline).written(result, objectives.missed(pipeline.bundle(), result.ageMillis()));
    }

    @Override
    public void rejected(RejectedRecord rejected) {
        pipelines.get(rejected.pipeline()).rejected(rejected.rejection().stage());
    }

    @Override
    public void shed(ShedRecord shed) {
        pipelines.get(shed.pipeline()).shed();
    }

    @Override
    public void offsetChanged(OffsetChange change) {
        bundles.get(change.bundle()).changed(change);
    }
}
