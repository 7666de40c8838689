package dev.winnow.topology.control;

import dev.winnow.model.reduction.DeltaOffset;

/**
 * Where the offset may lie now. The floor wins over everything else people asked for: where not even the least offset is good
 * enough, the range shrinks to the fastest one that is, and to the full encoder where none is.
 *
 * @param upper what its end on the fast side comes from
 */
record OffsetRange(double least, double most, OffsetReason upper) {

    /**
     * @param fastestAllowed by the quality floor and the calibration
     * @param cap by live quality
     */
    static OffsetRange of(AutoPolicy policy, double fastestAllowed, DeltaOffset cap) {
        double most = Math.min(policy.most().value(), Math.min(fastestAllowed, cap.value()));
        return new OffsetRange(Math.min(policy.least().value(), most), most, upper(policy, fastestAllowed, most));
    }

    private static OffsetReason upper(AutoPolicy policy, double fastestAllowed, double most) {
        if (most == policy.most().value()) {
            return OffsetReason.BOUNDS;
        }
        return most == fastestAllowed ? OffsetReason.FLOOR : OffsetReason.AGREEMENT;
    }

    double clamp(double offset) {
        return Math.max(least, Math.min(most, offset));
    }

    /** Why the offset moves: where one end of the range made it move, that end comes before the load. */
    OffsetReason reason(double from, double to) {
        if (from > most) {
            return upper;
        } else if (from < least) {
            return OffsetReason.BOUNDS;
        }
        return to > from ? OffsetReason.LOAD : OffsetReason.IDLE;
    }
}
