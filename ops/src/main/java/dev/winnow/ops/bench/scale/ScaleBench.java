package dev.winnow.ops.bench.scale;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.ops.bench.stream.Feed;
import dev.winnow.ops.bench.stream.RunningStream;
import dev.winnow.ops.bench.stream.StreamTopics;
import dev.winnow.ops.bench.stream.Tally;
import dev.winnow.topology.config.EngineConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.microbatch.BatchTotals;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Measures what a document costs from topic to topic, exactly-once, in settings of different size. The cost is processor time:
 * unlike documents a second it does not count the moments in which a short run waits for its last commit.
 */
public final class ScaleBench {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final WinnowConfig config;
    private final Classifier classifier;
    private final String servers;
    private final List<String> texts;
    private final int warmUp;
    private final String run = "scale-" + UUID.randomUUID();
    private int runs;

    /**
     * @param config bundle, precision and offset
     * @param classifier that bundle in that precision
     * @param servers of the broker
     * @param texts sent again and again
     * @param warmUp documents of each run that come before the measured ones: every run has threads of its own, whose first calls
     *     of the engine take longer
     */
    public ScaleBench(WinnowConfig config, Classifier classifier, String servers, List<String> texts, int warmUp) {
        this.config = config;
        this.classifier = classifier;
        this.servers = servers;
        this.texts = List.copyOf(texts);
        this.warmUp = warmUp;
    }

    /** Hears that a run is done. */
    @FunctionalInterface
    public interface Progress {
        void update(long done, long total, String note);
    }

    /** Runs the settings in turn. */
    public void run(List<Setting> settings, int rounds, ScaleReport report, Progress progress) {
        long total = (long) rounds * settings.size();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < settings.size(); i++) {
                Setting setting = settings.get(i);
                Measured measured = measure(setting);
                report.add(setting, measured);
                progress.update((long) round * settings.size() + i + 1, total, note(setting, measured));
            }
        }
    }

    private static String note(Setting setting, Measured measured) {
        return String.format(
                Locale.ROOT,
                "%d documents, %d partitions, %d workers: %.0f/s",
                setting.documents(),
                setting.partitions(),
                setting.workers(),
                measured.documentsPerSecond());
    }

    private Measured measure(Setting setting) {
        WinnowConfig workers = config.toBuilder()
                .engine(new EngineConfig(setting.workers(), config.engine().precision()))
                .build();
        StreamTopics topics = StreamTopics.create(servers, run + "-" + runs++, setting.partitions());
        try (Feed feed = Feed.fast(topics, texts);
                RunningStream stream = RunningStream.start(workers, classifier, topics, feed)) {
            feed.send(warmUp);
            stream.results().await(feed.sent());
            return measure(setting, topics, feed, stream);
        }
    }

    private static Measured measure(Setting setting, StreamTopics topics, Feed feed, RunningStream stream) {
        long inputBefore = feed.bytes();
        BatchTotals batchesBefore = stream.app().batchTotals();
        ProcessorTime before = ProcessorTime.now(topics.applicationId());
        long start = System.nanoTime();
        feed.send(setting.documents());
        stream.results().reaches(feed.sent(), PATIENCE);
        double seconds = (System.nanoTime() - start) / 1e9;
        ProcessorTime used = ProcessorTime.now(topics.applicationId()).since(before);
        BatchTotals batches = stream.app().batchTotals().since(batchesBefore);
        long heap = heapAfterCollection();
        stream.app().close();
        Tally results = stream.results().total();
        return new Measured(
                setting.documents(),
                seconds,
                used,
                batches.meanDocuments(),
                heap,
                results.lost(feed.sent()),
                results.doubled(),
                feed.bytes() - inputBefore,
                results.bytes() * setting.documents() / feed.sent());
    }

    private static long heapAfterCollection() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
