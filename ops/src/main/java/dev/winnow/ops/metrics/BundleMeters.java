package dev.winnow.ops.metrics;

import dev.winnow.topology.control.OffsetReason;
import dev.winnow.topology.microbatch.ComputedBatch;
import dev.winnow.topology.observe.OffsetChange;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is counted of one bundle, whatever pipeline it works for. */
final class BundleMeters {

    private final MeterRegistry registry;
    private final String bundle;
    private final Map<StreamStage, Timer> stages;
    private final DistributionSummary batchDocuments;
    private final DistributionSummary batchTokens;
    private final Counter flops;
    private final Map<OffsetReason, Counter> changes;
    private volatile List<Counter> layerTokens = List.of();

    BundleMeters(MeterRegistry registry, String bundle) {
        this.registry = registry;
        this.bundle = bundle;
        this.stages = Stream.of(StreamStage.values()).collect(Collectors.toMap(Function.identity(), this::timer));
        this.batchDocuments = DistributionSummary.builder("winnow.batch.documents")
                .description("Documents in a micro-batch")
                .tag("bundle", bundle)
                .serviceLevelObjectives(Buckets.BATCH_DOCUMENTS)
                .register(registry);
        this.batchTokens = DistributionSummary.builder("winnow.batch.tokens")
                .description("Tokens in a micro-batch; the sum is that of all tokens read")
                .tag("bundle", bundle)
                .serviceLevelObjectives(Buckets.BATCH_TOKENS)
                .register(registry);
        this.flops = Counter.builder("winnow.engine.flops")
                .description("Floating-point operations of the micro-batches, 2 for a multiply-add")
                .tag("bundle", bundle)
                .register(registry);
        this.changes =
                Stream.of(OffsetReason.values()).collect(Collectors.toMap(Function.identity(), this::changeCounter));
    }

    private Timer timer(StreamStage stage) {
        return Timer.builder("winnow.stage")
                .description("Time that a document, or in 'infer' a micro-batch, takes in a stage")
                .tag("bundle", bundle)
                .tag("stage", stage.label())
                .serviceLevelObjectives(Buckets.STAGE)
                .register(registry);
    }

    private Counter changeCounter(OffsetReason reason) {
        return Counter.builder("winnow.offset.changes")
                .description("How often another offset was put into force, by the reason")
                .tag("bundle", bundle)
                .tag("reason", reason.label())
                .register(registry);
    }

    private Counter layerCounter(int layer) {
        return Counter.builder("winnow.layer.tokens")
                .description("Tokens that a layer computed; the last layer's are those that were kept")
                .tag("bundle", bundle)
                .tag("layer", String.valueOf(layer))
                .register(registry);
    }

    void took(StreamStage stage, long nanos) {
        stages.get(stage).record(nanos, TimeUnit.NANOSECONDS);
    }

    void computed(ComputedBatch batch) {
        took(StreamStage.INFER, batch.engineNanos());
        for (ComputedBatch.Member document : batch.documents()) {
            took(StreamStage.QUEUE, TimeUnit.MICROSECONDS.toNanos(document.queueMicros()));
        }
        batchDocuments.record(batch.documents().size());
        batchTokens.record((double) batch.tokens());
        batch.flops().ifPresent(flops::increment);
        count(batch.tokensByLayer());
    }

    private void count(long[] tokensByLayer) {
        List<Counter> counters = layers(tokensByLayer.length);
        for (int layer = 0; layer < tokensByLayer.length; layer++) {
            counters.get(layer).increment((double) tokensByLayer[layer]);
        }
    }

    /** How many there are only the first batch tells. Workers that meet there get the same counters from the registry. */
    private List<Counter> layers(int count) {
        if (layerTokens.size() < count) {
            layerTokens = Stream.iterate(1, layer -> layer + 1)
                    .limit(count)
                    .map(this::layerCounter)
                    .toList();
        }
        return layerTokens;
    }

    void changed(OffsetChange change) {
        changes.get(change.reason()).increment();
    }
}
