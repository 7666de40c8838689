package dev.winnow.ops.cli;

import dev.winnow.model.reduction.DeltaOffset;
import java.util.OptionalDouble;

/**
 * An offset that is measured.
 *
 * @param offset the δ offset
 * @param speedup the FLOPs speed-up that it was chosen for, on the validation split; empty where the offset itself was asked for
 */
record OperatingTarget(DeltaOffset offset, OptionalDouble speedup) {
    static OperatingTarget of(DeltaOffset offset) {
        return new OperatingTarget(offset, OptionalDouble.empty());
    }
}
