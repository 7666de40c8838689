package dev.winnow.ops.faults;

import dev.winnow.ops.stream.WinnowProcess;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whether processes say something from now on: the sign that a fault has reached them. */
final class Hearing {
    private final String words;
    private final Map<WinnowProcess, Integer> before = new LinkedHashMap<>();

    Hearing(Fleet fleet, String words) {
        this.words = words;
        fleet.running().forEach(process -> before.put(process, count(process)));
    }

    boolean fromAll() {
        return before.entrySet().stream().allMatch(each -> count(each.getKey()) > each.getValue());
    }

    private int count(WinnowProcess process) {
        String all = process.words();
        int count = 0;
        for (int at = all.indexOf(words); at >= 0; at = all.indexOf(words, at + 1)) {
            count++;
        }
        return count;
    }
}
