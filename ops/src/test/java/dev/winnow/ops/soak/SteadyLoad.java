package dev.winnow.ops.soak;

import dev.winnow.ops.stream.Feed;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Documents as long as comments are (log-normal in words, median 20, 99th percentile 107), in bursts or at a steady rate. */
final class SteadyLoad implements AutoCloseable {
    private static final double MEDIAN_WORDS = 20;
    private static final double SIGMA = Math.log(128 / 24.0) / 2.326;
    private static final int LONGEST_WORDS = 200;
    private static final int KEYS = 200;
    private static final int TICK_MILLIS = 100;
    private static final String[] WORDS =
            ("the quiet morning rain came over again and we took a late train into town with good soup bread apples for"
                            + " lunch before who would have won the match thanks to everyone that cheered from far hills")
                    .split(" ");

    private final Feed feed;
    private final Random random = new Random(11);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private long sent;

    SteadyLoad(Feed feed) {
        this.feed = feed;
    }

    synchronized void burst(int documents) {
        for (int i = 0; i < documents; i++) {
            feed.send("key-" + random.nextInt(KEYS), "document-" + sent, text());
            sent++;
        }
    }

    /** Sends from now on. */
    void begin(double perSecond) {
        double perTick = perSecond * TICK_MILLIS / 1_000;
        double[] due = new double[1];
        var unused = clock.scheduleAtFixedRate(
                () -> {
                    due[0] += perTick;
                    burst((int) due[0]);
                    due[0] -= (int) due[0];
                },
                0,
                TICK_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private String text() {
        long words = Math.round(MEDIAN_WORDS * Math.exp(SIGMA * random.nextGaussian()));
        return random.ints(Math.max(3, Math.min(LONGEST_WORDS, words)), 0, WORDS.length)
                .mapToObj(word -> WORDS[word])
                .collect(Collectors.joining(" "));
    }

    synchronized long sent() {
        return sent;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
