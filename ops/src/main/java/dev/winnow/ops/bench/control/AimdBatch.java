package dev.winnow.ops.bench.control;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.control.Actuation;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.BatchShape;
import dev.winnow.topology.control.ControlLaw;
import dev.winnow.topology.control.ControlStep;
import dev.winnow.topology.control.ControllerState;
import dev.winnow.topology.control.EngineCost;
import dev.winnow.topology.control.LoadSample;
import dev.winnow.topology.control.OffsetReason;
import java.time.Duration;

/**
 * Baseline: the adaptive batch size of Clipper (Crankshaw and others, NSDI 2017, section 4.3.1). At offset -1 all the time, in
 * every period in which something was computed:
 *
 * <pre>
 * tokens ← tokens + 100   while a batch of so many tokens takes the engine no longer than the objective
 * tokens ← 0.9 · tokens   when it takes longer
 * </pre>
 *
 * The time of a batch is its tokens times what a token has cost in the period. Batches are counted in tokens instead of queries
 * because that is what they cost here; linger and document cap stay as configured.
 */
final class AimdBatch implements ControlLaw {

    private static final int RISE = 100;
    private static final double BACK_OFF = 0.9;
    private static final int LEAST = 100;
    private static final double NANOS = 1e9;

    private final double objectiveSeconds;
    private final Duration linger;
    private int tokens;

    AimdBatch(AutoPolicy policy, BatchShape configured) {
        this.objectiveSeconds = policy.objective().toNanos() / NANOS;
        this.linger = configured.linger();
        this.tokens = configured.tokens();
    }

    @Override
    public ControlStep next(ControllerState before, LoadSample sample) {
        sample.cost().ifPresent(this::adapt);
        Actuation actuation = new Actuation(DeltaOffset.FULL, new BatchShape(tokens, linger), false);
        return new ControlStep(before, actuation, OffsetReason.BOUNDS);
    }

    private void adapt(EngineCost cost) {
        boolean inTime = tokens * cost.secondsPerToken() <= objectiveSeconds;
        tokens = inTime ? tokens + RISE : Math.max(LEAST, (int) (BACK_OFF * tokens));
    }
}
