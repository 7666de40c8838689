package dev.winnow.ops.bench.control;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.control.Actuation;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.BatchShape;
import dev.winnow.topology.control.ControlLaw;
import dev.winnow.topology.control.ControlStep;
import dev.winnow.topology.control.ControllerState;
import dev.winnow.topology.control.LoadSample;
import dev.winnow.topology.control.OffsetReason;

/**
 * Baseline: additive increase and multiplicative decrease of what is computed of a document, without a model of the plant. Every
 * period, by the age of the oldest pending record:
 *
 * <pre>
 * o ← o − 0.05           while it is within the objective: a quarter of the range in a second
 * o ← (o + most) ÷ 2     when it is older: half of what could still be left out is
 * </pre>
 *
 * Micro-batches stay as configured.
 */
record AimdOffset(AutoPolicy policy, BatchShape configured) implements ControlLaw {

    private static final double FALL = 0.05;

    @Override
    public ControlStep next(ControllerState before, LoadSample sample) {
        double offset = sample.offset().value();
        double most = policy.most().value();
        boolean missed = sample.oldestAge().compareTo(policy.objective()) > 0;
        double next = missed ? (offset + most) / 2 : Math.max(policy.least().value(), offset - FALL);
        Actuation actuation = new Actuation(new DeltaOffset(next), configured, false);
        return new ControlStep(before, actuation, missed ? OffsetReason.LOAD : OffsetReason.IDLE);
    }
}
