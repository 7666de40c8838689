package dev.winnow.ops.bench.peers;

import dev.winnow.ops.bench.rounds.Spread;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one peer did.
 *
 * @param name of the row
 * @param streams whether it worked from topic to topic
 * @param cores that it had, shared with the broker where it streams
 * @param documentsPerSecond of unlabelled texts
 * @param accuracy share of the labelled texts that it got right; empty where there were none
 * @param agreement share of the labelled texts that it gave the label of the full encoder in fp32
 * @param ratioToWinnow its documents a second over those of Winnow, round by round: of the fastest row of the same kind that
 *     loses at most one point of accuracy by the bundle's calibration; empty where none was run
 */
public record PeerRow(
        String name,
        boolean streams,
        int cores,
        Spread documentsPerSecond,
        OptionalDouble accuracy,
        double agreement,
        Optional<Spread> ratioToWinnow) {

    /** Documents a second and core at the median. */
    double perCore() {
        return documentsPerSecond.median() / cores;
    }
}
