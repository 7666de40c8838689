package dev.winnow.ops.deadletters;

import dev.winnow.ops.deadletters.ReplayResult.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what becomes of the letters of a replay. */
final class Tally {
    /** A topic of millions must not fill the memory with what went wrong. */
    private static final int MOST_REASONS = 50;

    private final Map<String, Reason> reasons = new LinkedHashMap<>();
    private long sent;
    private long alreadyReplayed;
    private long failed;

    void sent(long letters) {
        sent += letters;
    }

    void alreadyReplayed() {
        alreadyReplayed++;
    }

    void failed(LetterId letter, String why) {
        failed++;
        Reason known = reasons.get(why);
        if (known != null) {
            reasons.put(why, new Reason(why, known.letters() + 1, known.first()));
        } else if (reasons.size() < MOST_REASONS) {
            reasons.put(why, new Reason(why, 1, letter.toString()));
        }
    }

    ReplayResult result() {
        return new ReplayResult(sent, alreadyReplayed, failed, List.copyOf(reasons.values()));
    }
}
