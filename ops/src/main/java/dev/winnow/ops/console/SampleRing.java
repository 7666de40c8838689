package dev.winnow.ops.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last so many samples. For use under a lock. */
final class SampleRing {
    private final int most;
    private final Deque<Sample> samples = new ArrayDeque<>();

    SampleRing(int most) {
        this.most = most;
    }

    void add(Sample sample) {
        if (samples.size() == most) {
            samples.removeFirst();
        }
        samples.addLast(sample);
    }

    List<Sample> all() {
        return List.copyOf(samples);
    }
}
