package dev.winnow.topology.microbatch;

import java.util.List;

/**
 * What an idle worker does next: among the lanes with a closed batch it serves the one whose first document has waited
 * longest, so that none starves; without any it waits until the first linger ends.
 */
sealed interface Turn {

    /** Compute this many documents of this lane. */
    record Serve(Lane lane, int documents) implements Turn {}

    /** Nothing is due for so long. */
    record Wait(long nanos) implements Turn {}

    static Turn next(List<Lane> lanes, BatchPolicy policy, long nowNanos) {
        Serve oldest = null;
        long wait = Long.MAX_VALUE;
        for (Lane lane : lanes) {
            BatchPolicy.Decision decision = lane.decide(policy, nowNanos);
            if (decision instanceof BatchPolicy.Decision.Linger linger) {
                wait = Math.min(wait, linger.nanos());
            } else if (decision instanceof BatchPolicy.Decision.Close close
                    && (oldest == null
                            || lane.headArrivedNanos() - oldest.lane().headArrivedNanos() < 0)) {
                oldest = new Serve(lane, close.documents());
            }
        }
        return oldest == null ? new Wait(wait) : oldest;
    }
}
