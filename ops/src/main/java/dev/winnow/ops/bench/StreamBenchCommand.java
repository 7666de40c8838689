package dev.winnow.ops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.encoder.Precision;
import dev.winnow.ops.bench.Interleaved.Timing;
import dev.winnow.ops.bench.StreamBench.StreamRun;
import dev.winnow.ops.embedded.EmbeddedBroker;
import dev.winnow.topology.config.ApplicationConfig;
import dev.winnow.topology.config.EngineConfig;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code winnow bench stream}. */
@Command(
        name = "stream",
        description = {
            "Measure documents a second from topic to topic, with a broker in this process, over those of the bare"
                    + " engine.",
            "The two run in turn; the median ratio of the rounds is reported. The broker and the sender share the"
                    + " cores with the engine, as they would not in production."
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

    @Option(names = "--partitions", description = "Partitions (default: ${DEFAULT-VALUE}).", defaultValue = "4")
    private int partitions;

    @Option(names = "--bundle", description = "Bundle (default: ${DEFAULT-VALUE}).", defaultValue = "moderation")
    private String bundle;

    @Option(
            names = "--precision",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "FP32")
    private Precision precision;

    @Option(names = "--threads", description = "Stream threads (default: as winnow run).")
    private Integer threads;

    @Option(
            names = "--commit-interval-ms",
            paramLabel = "MS",
            description = "How often results are committed (default: as winnow run).")
    private Integer commitIntervalMillis;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        List<String> sample = texts.first(documents);
        WinnowConfig config = config();
        List<Double> engine = new ArrayList<>();
        List<Double> stream = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        List<Double> batch = new ArrayList<>();
        try (Classifier classifier = BundleClassifier.load(Bundle.open(bundle), precision);
                EmbeddedBroker broker = EmbeddedBroker.start()) {
            StreamBench bench = new StreamBench(config, classifier, sample);
            for (int round = 0; round <= rounds; round++) {
                double engineSeconds = bench.engineSeconds();
                StreamRun run = bench.streamSeconds(StreamTopics.create(broker, "round-" + round, partitions));
                if (round > 0) {
                    engine.add(sample.size() / engineSeconds);
                    stream.add(sample.size() / run.seconds());
                    ratios.add(engineSeconds / run.seconds());
                    batch.add(run.batches().meanDocuments());
                }
                spec.commandLine()
                        .getErr()
                        .printf("round %d of %d: %.2f%n", round, rounds, engineSeconds / run.seconds());
            }
        }
        print(sample.size(), Timing.of(engine), Timing.of(stream), Timing.of(ratios), Timing.of(batch));
        return 0;
    }

    private WinnowConfig config() {
        WinnowConfig defaults = WinnowConfig.defaults();
        ApplicationConfig application = defaults.application();
        return new WinnowConfig(
                new ApplicationConfig(
                        application.id(),
                        application.guarantee(),
                        threads == null ? application.threads() : threads,
                        commitIntervalMillis == null
                                ? application.commitInterval()
                                : Duration.ofMillis(commitIntervalMillis),
                        application.shutdownTimeout()),
                defaults.kafka(),
                defaults.registry(),
                defaults.input(),
                defaults.output(),
                defaults.batch(),
                new EngineConfig(defaults.engine().workers(), precision),
                defaults.model(),
                defaults.deadLetters(),
                List.of(new PipelineConfig(bundle, "documents", "classifications")));
    }

    private void print(int size, Timing engine, Timing stream, Timing ratio, Timing batch) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode report = new ObjectMapper()
                    .createObjectNode()
                    .put("documents", size)
                    .put("partitions", partitions)
                    .put("precision", precision.label())
                    .put("engineDocumentsPerSecond", engine.median())
                    .put("streamDocumentsPerSecond", stream.median())
                    .put("ratio", ratio.median())
                    .put("leastRatio", ratio.least())
                    .put("mostRatio", ratio.most())
                    .put("meanBatchDocuments", batch.median());
            out.println(report);
        } else {
            out.printf("%d documents, %d partitions, %s, %d rounds%n", size, partitions, precision.label(), rounds);
            out.printf(
                    "engine alone    %8.0f documents/s (%.0f to %.0f)%n",
                    engine.median(), engine.least(), engine.most());
            out.printf(
                    "topic to topic  %8.0f documents/s (%.0f to %.0f)%n",
                    stream.median(), stream.least(), stream.most());
            out.printf(
                    "ratio           %8.2f             (%.2f to %.2f)%n", ratio.median(), ratio.least(), ratio.most());
            out.printf("documents in a micro-batch %.1f%n", batch.median());
        }
        out.flush();
    }
}
