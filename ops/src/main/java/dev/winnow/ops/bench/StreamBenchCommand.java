package dev.winnow.ops.bench;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.ops.bench.StreamBench.StreamRun;
import dev.winnow.ops.bench.stream.StreamTopics;
import dev.winnow.ops.embedded.EmbeddedBroker;
import dev.winnow.ops.terminal.Progress;
import dev.winnow.ops.terminal.Terminal;
import dev.winnow.topology.config.ApplicationConfig;
import dev.winnow.topology.config.EngineConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code winnow bench stream}. */
@Command(
        name = "stream",
        description = {
            "Measure documents a second from topic to topic, with a broker in this process, over those of the bare"
                    + " engine.",
            "All run in turn; the median ratio of the rounds is reported. The broker and the sender share the cores"
                    + " with the engine, as they would not in production."
        },
        footer = {
            "  winnow bench stream --partitions 1,4,32",
            "  winnow bench stream --partitions 4 --load 0.5 --json   how old records are at half of the capacity"
        })
final class StreamBenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Texts texts;

    @Option(
            names = "--documents",
            description = "Documents in a run (default: ${DEFAULT-VALUE}).",
            defaultValue = "8000")
    private int documents;

    @Option(
            names = "--rounds",
            description = "Rounds, after one to warm up (default: ${DEFAULT-VALUE}).",
            defaultValue = "3")
    private int rounds;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            split = ",",
            description = "Partitions; with several numbers all run in every round (default: ${DEFAULT-VALUE}).",
            defaultValue = "4")
    private List<Integer> partitions;

    @Option(
            names = "--load",
            paramLabel = "SHARE",
            description = "Measure the age of records too, sent evenly at this share of the measured capacity.")
    private Double load;

    @Option(
            names = "--load-seconds",
            paramLabel = "S",
            description = "How long the records of --load are sent (default: ${DEFAULT-VALUE}).",
            defaultValue = "20")
    private int loadSeconds;

    @Option(names = "--console", description = "Run each round with the console open too, and say what that costs.")
    private boolean console;

    @Mixin
    private StreamedBundle bundle;

    @Option(names = "--threads", description = "Stream threads (default: as winnow run).")
    private Integer threads;

    @Option(
            names = "--commit-interval-ms",
            paramLabel = "MS",
            description = "How often results are committed (default: as winnow run).")
    private Integer commitIntervalMillis;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    private final Terminal terminal;
    private long done;

    StreamBenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (load != null && !(load > 0 && load <= 1)) {
            throw new ParameterException(spec.commandLine(), "--load must be above 0 and at most 1, not " + load);
        }
        if (rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds must be 1 or more, not " + rounds);
        }
        List<String> sample = texts.first(documents);
        WinnowConfig config = config();
        StreamBenchReport report = new StreamBenchReport(
                sample.size(), config.engine(), config.batch().linger());
        try (Classifier classifier = bundle.load();
                EmbeddedBroker broker = EmbeddedBroker.start();
                Progress progress =
                        Progress.start("runs", terminal, spec.commandLine().getErr())) {
            StreamBench bench = new StreamBench(config, classifier, sample);
            for (int round = 0; round <= rounds; round++) {
                measure(round, bench, broker, report, progress);
            }
            if (load != null) {
                measureAge(bench, broker, report, progress);
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? report.json() + System.lineSeparator() : report.table());
        out.flush();
        return 0;
    }

    /** The first round warms up. */
    private void measure(
            int round, StreamBench bench, EmbeddedBroker broker, StreamBenchReport report, Progress progress) {
        double engineSeconds = bench.engineSeconds();
        if (round > 0) {
            report.engine(engineSeconds);
        }
        for (int count : partitions) {
            Optional<StreamRun> watched =
                    console && round % 2 == 0 ? Optional.of(watched(round, count, bench, broker)) : Optional.empty();
            StreamRun run = bench.atFullSpeed(
                    StreamTopics.create(broker.bootstrapServers(), "round-" + round + "-of-" + count, count));
            if (console) {
                watched = watched.or(() -> Optional.of(watched(round, count, bench, broker)));
            }
            if (round > 0) {
                report.stream(count, engineSeconds, run, watched);
            }
            step(progress, "round %d of %d, %d partitions: %.2f", round, rounds, count, engineSeconds / run.seconds());
        }
    }

    /** In every second round before the other run, as the machine may slow down or warm up from run to run. */
    private static StreamRun watched(int round, int partitions, StreamBench bench, EmbeddedBroker broker) {
        return bench.atFullSpeedWatched(
                StreamTopics.create(broker.bootstrapServers(), "watched-" + round + "-of-" + partitions, partitions));
    }

    private void measureAge(StreamBench bench, EmbeddedBroker broker, StreamBenchReport report, Progress progress) {
        for (int count : partitions) {
            double perSecond = load * report.documentsPerSecond(count);
            StreamTopics topics = StreamTopics.create(broker.bootstrapServers(), "load-of-" + count, count);
            report.load(count, perSecond, bench.atRate(topics, perSecond, loadSeconds));
            step(progress, "%d partitions at %.0f documents/s", count, perSecond);
        }
    }

    /** One run more is done. */
    private void step(Progress progress, String format, Object... values) {
        int ages = load == null ? 0 : 1;
        progress.update(++done, (rounds + 1L + ages) * partitions.size(), String.format(Locale.ROOT, format, values));
    }

    private WinnowConfig config() {
        WinnowConfig defaults = WinnowConfig.defaults();
        ApplicationConfig application = defaults.application();
        return defaults.toBuilder()
                .application(new ApplicationConfig(
                        application.id(),
                        application.guarantee(),
                        threads == null ? application.threads() : threads,
                        commitIntervalMillis == null
                                ? application.commitInterval()
                                : Duration.ofMillis(commitIntervalMillis),
                        application.shutdownTimeout()))
                .engine(new EngineConfig(defaults.engine().workers(), bundle.precision()))
                .pipelines(List.of(bundle.pipeline()))
                .build();
    }
}
