package dev.winnow.ops.deadletters;

import java.util.List;

/**
 * What became of the dead letters that were meant.
 *
 * @param sent records that were sent again, or would be in a dry run
 * @param alreadyReplayed letters that were skipped, because their record was sent again before
 * @param failed letters whose record was not sent
 * @param reasons why not; the rarer ones of very many are left out
 */
public record ReplayResult(long sent, long alreadyReplayed, long failed, List<Reason> reasons) {

    /**
     * Why some records were not sent.
     *
     * @param why for people
     * @param letters how many
     * @param first one of them, as {@code PARTITION@OFFSET}
     */
    public record Reason(String why, long letters, String first) {}

    public ReplayResult {
        reasons = List.copyOf(reasons);
    }
}
