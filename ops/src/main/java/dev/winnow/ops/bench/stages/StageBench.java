package dev.winnow.ops.bench.stages;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.classifier.Encoders;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.classifier.Predictions;
import dev.winnow.model.encoder.BatchEncoder;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.encoder.ReducedBatch;
import dev.winnow.model.engine.Engine;
import dev.winnow.model.engine.PrecisionChoice;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.packing.TokenBudget;
import dev.winnow.model.rationale.Rationale;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.DocumentTokenizer;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.ops.bench.rounds.Spread;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Takes the way of a document through the engine apart: one thread does what a stream does with a micro-batch, stage by stage,
 * at each precision and offset in turn.
 */
public final class StageBench implements AutoCloseable {
    private final List<String> labels;
    private final DocumentTokenizer tokenizer;
    private final Map<Precision, BatchEncoder> encoders = new LinkedHashMap<>();

    /** Loads an encoder for each precision. */
    public StageBench(Bundle bundle, List<Precision> precisions) {
        Checkpoint checkpoint = bundle.checkpoint();
        labels = bundle.manifest().labels();
        tokenizer = new DocumentTokenizer(
                checkpoint.tokenizerJson(), bundle.manifest().maxTokens());
        precisions.forEach(precision -> encoders.put(
                precision, Encoders.load(bundle, checkpoint, new Engine.PyTorch(PrecisionChoice.of(precision)))));
    }

    /** Hears of every pass over the texts before it begins. */
    @FunctionalInterface
    public interface Heard {
        /** So many of so many passes are done, and this comes next. */
        void next(long done, long total, String name);
    }

    private record Setting(Precision precision, BatchEncoder encoder, DeltaOffset offset) {}

    /** One pass over the texts that is left out, and then {@code rounds}, at each precision and offset in turn. */
    public List<StageRow> run(List<String> texts, List<DeltaOffset> offsets, int rounds, Heard progress) {
        List<List<String>> batches = batches(texts);
        List<Setting> settings = encoders.entrySet().stream()
                .flatMap(entry -> offsets.stream().map(offset -> new Setting(entry.getKey(), entry.getValue(), offset)))
                .toList();
        Map<Setting, List<StageMeter>> meters = new LinkedHashMap<>();
        long done = 0;
        for (int round = 0; round <= rounds; round++) {
            for (Setting setting : settings) {
                String name =
                        setting.precision().label() + " " + setting.offset().value();
                progress.next(done++, (rounds + 1L) * settings.size(), name);
                StageMeter meter = new StageMeter();
                batches.forEach(batch -> classify(batch, setting, meter));
                if (round > 0) {
                    meters.computeIfAbsent(setting, key -> new ArrayList<>()).add(meter);
                }
            }
        }
        return settings.stream()
                .map(setting -> row(setting, meters.get(setting), texts.size()))
                .toList();
    }

    private List<List<String>> batches(List<String> texts) {
        List<List<String>> batches = new ArrayList<>();
        TokenBudget.DEFAULT.forEachBatch(
                texts,
                tokenizer::tokenize,
                (first, documents) -> batches.add(texts.subList(first, first + documents.size())));
        return batches;
    }

    private List<Rationale> classify(List<String> texts, Setting setting, StageMeter meter) {
        List<TokenizedText> documents = meter.measure(
                Stage.TOKENIZE, () -> texts.stream().map(tokenizer::tokenize).toList());
        PackedBatch batch = meter.measure(Stage.PACK, () -> PackedBatch.of(documents));
        ReducedBatch result =
                meter.measure(Stage.ENCODE, () -> setting.encoder().reduce(batch, setting.offset()));
        List<Prediction> predictions = meter.measure(
                Stage.RESULTS, () -> Predictions.of(labels, setting.encoder().layers(), documents, batch, result));
        return meter.measure(Stage.RATIONALE, () -> IntStream.range(0, documents.size())
                .mapToObj(d -> Rationale.of(documents.get(d), predictions.get(d).trace(), Rationale.DEFAULT_SPANS))
                .toList());
    }

    private static StageRow row(Setting setting, List<StageMeter> rounds, int documents) {
        Map<Stage, Spread> micros = new EnumMap<>(Stage.class);
        Map<Stage, Double> bytes = new EnumMap<>(Stage.class);
        StageMeter last = rounds.get(rounds.size() - 1);
        for (Stage stage : Stage.values()) {
            micros.put(stage, perDocument(rounds.stream().mapToLong(meter -> meter.nanos(stage)), documents));
            bytes.put(stage, (double) last.bytes(stage) / documents);
        }
        Spread total = perDocument(rounds.stream().mapToLong(StageMeter::nanos), documents);
        return new StageRow(setting.encoder().precision(), setting.offset().value(), micros, bytes, total);
    }

    private static Spread perDocument(LongStream nanos, int documents) {
        return Spread.of(nanos.mapToObj(each -> each / 1e3 / documents).toList());
    }

    @Override
    public void close() {
        encoders.values().forEach(BatchEncoder::close);
        tokenizer.close();
    }
}
