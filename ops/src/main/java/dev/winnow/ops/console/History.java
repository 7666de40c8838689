package dev.winnow.ops.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was seen of one bundle: every second of a quarter of an hour, and every ten seconds of six hours. Half a MiB a
 * bundle, however long the process runs. Safe for use by several threads.
 */
final class History {
    static final Duration FINE = Duration.ofMinutes(15);
    static final Duration COARSE = Duration.ofHours(6);
    static final int SECONDS_IN_COARSE = 10;

    private final SampleRing fine = new SampleRing((int) FINE.toSeconds());
    private final SampleRing coarse = new SampleRing((int) COARSE.toSeconds() / SECONDS_IN_COARSE);
    private final List<Sample> open = new ArrayList<>(SECONDS_IN_COARSE);

    /**
     * A stretch of it for a chart.
     *
     * @param at when each was taken, in milliseconds since the epoch
     * @param figures values by name, one for each moment; null where nothing is known
     */
    record Stretch(List<Long> at, Map<String, List<Double>> figures) {}

    synchronized void add(Sample second) {
        fine.add(second);
        open.add(second);
        if (open.size() == SECONDS_IN_COARSE) {
            coarse.add(Sample.of(open));
            open.clear();
        }
    }

    /** Seconds, or tens of them. */
    Stretch stretch(boolean wide) {
        List<Sample> samples;
        synchronized (this) {
            samples = (wide ? coarse : fine).all();
        }
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        for (Figure figure : Figure.values()) {
            List<Double> values = new ArrayList<>(samples.size());
            samples.forEach(sample -> values.add(Sample.number(sample.value(figure))));
            figures.put(figure.key(), values);
        }
        return new Stretch(samples.stream().map(Sample::atMillis).toList(), figures);
    }
}
