package dev.winnow.topology.control;

import dev.winnow.model.reduction.DeltaOffset;

/**
 * Where the offset may lie now. The floor wins over everything else people asked for: where not even the least offset is good
 * enough, the range shrinks to the fastest one that is, and to the full encoder where none is.
 */
record OffsetRange(double least, double most) {

    /**
     * @param fastestAllowed by the quality floor and the calibration
     * @param cap by live quality
     */
    static OffsetRange of(AutoPolicy policy, double fastestAllowed, DeltaOffset cap) {
        double most = Math.min(policy.most().value(), Math.min(fastestAllowed, cap.value()));
        return new OffsetRange(Math.min(policy.least().value(), most), most);
    }

    double clamp(double offset) {
        return Math.max(least, Math.min(most, offset));
    }
}
