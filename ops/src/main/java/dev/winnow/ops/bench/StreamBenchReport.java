package dev.winnow.ops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.model.engine.PrecisionChoice;
import dev.winnow.ops.bench.StreamBench.StreamRun;
import dev.winnow.ops.bench.rounds.Spread;
import dev.winnow.topology.config.EngineConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What {@code winnow bench stream} measured: a row for each number of partitions. */
final class StreamBenchReport {
    /** A record may wait for the linger, for the batch before its own, its own, and once more at a commit. */
    private static final int BATCHES_ALLOWED = 3;

    /**
     * @param watched the same with the console open, where that was asked for
     */
    private record Round(double engineSeconds, StreamRun run, Optional<StreamRun> watched) {
        double ratio() {
            return engineSeconds / run.seconds();
        }

        /** Documents a second with the console open over those without. */
        double watchedRatio() {
            return run.seconds() / watched.orElseThrow().seconds();
        }
    }

    private record Load(double documentsPerSecond, StreamRun run) {}

    private final int documents;
    private final PrecisionChoice precision;
    private final int workers;
    private final Duration linger;
    private final List<Double> engine = new ArrayList<>();
    private final Map<Integer, List<Round>> rounds = new LinkedHashMap<>();
    private final Map<Integer, Load> loads = new LinkedHashMap<>();

    StreamBenchReport(int documents, EngineConfig engineConfig, Duration linger) {
        this.documents = documents;
        this.precision = engineConfig.precision();
        this.workers = engineConfig.workers();
        this.linger = linger;
    }

    void engine(double seconds) {
        engine.add(documents / seconds);
    }

    void stream(int partitions, double engineSeconds, StreamRun run, Optional<StreamRun> watched) {
        rounds.computeIfAbsent(partitions, none -> new ArrayList<>()).add(new Round(engineSeconds, run, watched));
    }

    void load(int partitions, double documentsPerSecond, StreamRun run) {
        loads.put(partitions, new Load(documentsPerSecond, run));
    }

    /** From topic to topic. */
    double documentsPerSecond(int partitions) {
        return timing(partitions, round -> documents / round.run().seconds()).median();
    }

    private Spread timing(int partitions, ToDoubleFunction<Round> figure) {
        return Spread.of(
                rounds.get(partitions).stream().map(figure::applyAsDouble).toList());
    }

    /** Linger and three batch times. */
    private double boundMillis(StreamRun run) {
        return linger.toMillis() + BATCHES_ALLOWED * run.meanBatchMillis();
    }

    String table() {
        StringBuilder table = new StringBuilder();
        Spread bare = Spread.of(engine);
        table.append("%d documents, %s, %d rounds%n".formatted(documents, precision.label(), engine.size()))
                .append("engine alone %.0f documents/s (%.0f to %.0f)%n"
                        .formatted(bare.median(), bare.least(), bare.most()))
                .append(
                        "partitions  documents/s   least to most  of the engine   least to most  engine busy  documents a batch%n"
                                .formatted());
        rounds.keySet().forEach(partitions -> table.append(row(partitions)));
        if (isWatched()) {
            table.append("partitions  with the console open   least to most%n".formatted());
            rounds.keySet().forEach(partitions -> table.append(watchedRow(partitions)));
        }
        if (!loads.isEmpty()) {
            table.append("partitions  documents/s  p50 age ms  p99 age ms  batch ms  linger + 3 batches%n".formatted());
            loads.forEach((partitions, load) -> table.append(row(partitions, load)));
        }
        return table.toString();
    }

    private String row(int partitions) {
        Spread speed = timing(partitions, round -> documents / round.run().seconds());
        Spread ratio = timing(partitions, Round::ratio);
        return "%10d  %11.0f  %6.0f to %-5.0f  %13.2f   %.2f to %.2f   %11.2f  %17.1f%n"
                .formatted(
                        partitions,
                        speed.median(),
                        speed.least(),
                        speed.most(),
                        ratio.median(),
                        ratio.least(),
                        ratio.most(),
                        engineBusy(partitions),
                        meanBatchDocuments(partitions));
    }

    private boolean isWatched() {
        return rounds.values().stream().flatMap(List::stream).allMatch(round -> round.watched()
                .isPresent());
    }

    private String watchedRow(int partitions) {
        Spread ratio = timing(partitions, Round::watchedRatio);
        return "%10d  %21.3f   %.3f to %.3f%n".formatted(partitions, ratio.median(), ratio.least(), ratio.most());
    }

    private double engineBusy(int partitions) {
        return timing(partitions, round -> round.run().engineBusy(workers)).median();
    }

    private double meanBatchDocuments(int partitions) {
        return timing(partitions, round -> round.run().batches().meanDocuments())
                .median();
    }

    private String row(int partitions, Load load) {
        return "%10d  %11.0f  %10d  %10d  %8.1f  %18.1f%n"
                .formatted(
                        partitions,
                        load.documentsPerSecond(),
                        load.run().records().p50AgeMillis(),
                        load.run().records().p99AgeMillis(),
                        load.run().meanBatchMillis(),
                        boundMillis(load.run()));
    }

    String json() {
        ObjectNode report = new ObjectMapper()
                .createObjectNode()
                .put("documents", documents)
                .put("precision", precision.label())
                .put("rounds", engine.size())
                .put("engineDocumentsPerSecond", Spread.of(engine).median());
        ArrayNode streams = report.putArray("streams");
        rounds.keySet().forEach(partitions -> describe(partitions, streams.addObject()));
        return report.toString();
    }

    private void describe(int partitions, ObjectNode stream) {
        Spread ratio = timing(partitions, Round::ratio);
        stream.put("partitions", partitions)
                .put("documentsPerSecond", documentsPerSecond(partitions))
                .put("ratio", ratio.median())
                .put("leastRatio", ratio.least())
                .put("mostRatio", ratio.most())
                .put("engineBusy", engineBusy(partitions))
                .put("meanBatchDocuments", meanBatchDocuments(partitions));
        if (isWatched()) {
            Spread watched = timing(partitions, Round::watchedRatio);
            stream.putObject("console")
                    .put("ratio", watched.median())
                    .put("leastRatio", watched.least())
                    .put("mostRatio", watched.most());
        }
        Load load = loads.get(partitions);
        if (load != null) {
            stream.putObject("load")
                    .put("documentsPerSecond", load.documentsPerSecond())
                    .put("p50AgeMillis", load.run().records().p50AgeMillis())
                    .put("p99AgeMillis", load.run().records().p99AgeMillis())
                    .put("lingerMillis", linger.toMillis())
                    .put("meanBatchMillis", load.run().meanBatchMillis())
                    .put("boundMillis", boundMillis(load.run()));
        }
    }
}
