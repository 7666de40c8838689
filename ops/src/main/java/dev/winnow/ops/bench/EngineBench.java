package dev.winnow.ops.bench;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.reduction.Flops;
import dev.winnow.ops.bench.rounds.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Winnow's engine against what else computes the same hidden states, every candidate on one thread, in one interleaved
 * run over the same batches.
 */
final class EngineBench implements AutoCloseable {
    private final Checkpoint checkpoint;
    private final List<Candidate> candidates;
    private final Map<Precision, GemmRate> gemms = new LinkedHashMap<>();

    /**
     * Loads the candidates.
     *
     * @param other further ones, closed with the rest
     */
    EngineBench(Checkpoint checkpoint, List<Candidate> other) {
        this.checkpoint = checkpoint;
        candidates = new ArrayList<>(List.of(
                new OnnxCandidate(0),
                new OnnxCandidate(8),
                new ImperativeCandidate(checkpoint),
                new PackedCandidate(checkpoint, Precision.FP32),
                new PackedCandidate(checkpoint, Precision.BF16),
                PackedCandidate.int8(checkpoint)));
        candidates.addAll(other);
        for (Precision precision : Precision.ON_PROCESSORS) {
            gemms.put(precision, new GemmRate(checkpoint.config(), precision));
        }
    }

    /**
     * One line of the result.
     *
     * @param name the candidate, or the matrix products alone
     * @param timing seconds for the whole workload
     * @param documentsPerSecond at the median
     * @param gigaflops useful operations a second at the median, padding not counted
     */
    record Row(String name, Spread timing, double documentsPerSecond, double gigaflops) {}

    /** Measures one workload. */
    List<Row> run(Workload workload, int rounds, Interleaved.Heard progress) {
        Flops encoder = new Flops(checkpoint.config(), Optional.empty());
        double flops = workload.stream()
                .flatMap(List::stream)
                .mapToDouble(document -> encoder.full(document.length()))
                .sum();
        Interleaved interleaved = new Interleaved();
        candidates.forEach(candidate ->
                interleaved.add(candidate.name(), () -> workload.stream().forEach(candidate::run)));
        int tokens = workload.tokens() / workload.batches().size();
        gemms.forEach(
                (precision, gemm) -> interleaved.add(name(precision), () -> gemm.run(tokens, repeats(flops, tokens))));
        Map<String, Spread> timings = interleaved.run(rounds, progress);
        List<Row> rows = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Spread timing = timings.get(candidate.name());
            rows.add(new Row(
                    candidate.name(), timing, workload.documents() / timing.median(), flops / timing.median() / 1e9));
        }
        gemms.forEach((precision, gemm) -> {
            Spread timing = timings.get(name(precision));
            double done = gemm.flops(tokens) * repeats(flops, tokens);
            rows.add(new Row(name(precision), timing, Double.NaN, done / timing.median() / 1e9));
        });
        return rows;
    }

    /** About as much work as the candidates do. */
    private int repeats(double flops, int tokens) {
        return (int) Math.max(1, flops / gemms.get(Precision.FP32).flops(tokens));
    }

    static String name(Precision precision) {
        return "matrix products " + precision.label();
    }

    @Override
    public void close() {
        candidates.forEach(Candidate::close);
        gemms.values().forEach(GemmRate::close);
    }
}
