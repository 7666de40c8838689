package dev.winnow.ops.bench;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.bundle.BundleException;
import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.model.calibration.PrecisionProfile;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.encoder.PackedEncoder;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.encoder.ReducedBatch;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.reduction.Flops;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.ops.bench.rounds.Spread;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where the engine's speed comes from: one step after the other from a padded baseline, each with all that came before it, on
 * one bundle and one thread.
 *
 * <p>The clock is the processor time of that thread, as in {@link ReductionBench}.
 */
final class StepBench implements AutoCloseable {
    /** Accuracy that the fastest step may lose. */
    private static final double ONE_POINT = 0.01;

    private final Flops flops;
    private final PackedEncoder plain;
    private final Map<Precision, PackedEncoder> encoders = new EnumMap<>(Precision.class);
    private final Map<Precision, GemmRate> gemms = new EnumMap<>(Precision.class);
    private final List<Step> steps = new ArrayList<>();

    /** One way to compute, each on top of the last. */
    private record Step(String name, PackedEncoder encoder, DeltaOffset offset, boolean padded) {
        void run(Workload workload) {
            (padded ? workload.padded() : workload)
                    .stream().forEach(documents -> encoder.reduce(PackedBatch.of(documents), offset));
        }
    }

    /**
     * One line of the result.
     *
     * @param name number and name of the step
     * @param timing processor seconds for the whole workload
     * @param documentsPerSecond at the median
     * @param gain documents a second over those of the step before, 1 in the first
     * @param total documents a second over those of the first step
     * @param gigaflops operations that matter a second: padding does not count, and what left is not computed
     * @param share of the rate at which the bare matrix products of the same precision run
     */
    record Row(
            String name,
            Spread timing,
            double documentsPerSecond,
            double gain,
            double total,
            double gigaflops,
            double share) {}

    /**
     * Loads a model for each step.
     *
     * @throws BundleException where the bundle lacks reduction, calibration or activation ranges
     */
    StepBench(Bundle bundle) {
        Checkpoint checkpoint = bundle.checkpoint();
        PrecisionProfile profile = bundle.precisions().orElseThrow(() -> lacks(bundle, "activation ranges"));
        CalibrationCurve curve = bundle.calibration().orElseThrow(() -> lacks(bundle, "calibration"));
        flops = new Flops(checkpoint.config(), bundle.reduction());
        plain = PackedEncoder.withPlainLinears(checkpoint, bundle.head(), bundle.reduction(), Precision.FP32);
        for (Precision precision : Precision.ON_PROCESSORS) {
            encoders.put(
                    precision,
                    precision == Precision.INT8
                            ? PackedEncoder.loadInt8(checkpoint, bundle.head(), bundle.reduction(), profile.ranges())
                            : PackedEncoder.load(checkpoint, bundle.head(), bundle.reduction(), precision));
            gemms.put(precision, new GemmRate(checkpoint.config(), precision));
        }
        DeltaOffset onePoint = new DeltaOffset(onePointBelow(curve));
        PackedEncoder int8 = encoders.get(Precision.INT8);
        add("padded", plain, DeltaOffset.FULL, true);
        add("packed", plain, DeltaOffset.FULL, false);
        add("oneDNN layout", encoders.get(Precision.FP32), DeltaOffset.FULL, false);
        add("bf16", encoders.get(Precision.BF16), DeltaOffset.FULL, false);
        add("int8", int8, DeltaOffset.FULL, false);
        if (onePoint.value() < DeltaOffset.TRAINED.value()) {
            add("reduction, 1 point lost", int8, onePoint, false);
            add("reduction as trained", int8, DeltaOffset.TRAINED, false);
        } else {
            add("reduction as trained", int8, DeltaOffset.TRAINED, false);
            add("reduction, 1 point lost", int8, onePoint, false);
        }
    }

    private void add(String name, PackedEncoder encoder, DeltaOffset offset, boolean padded) {
        steps.add(new Step("%02d %s".formatted(steps.size() + 1, name), encoder, offset, padded));
    }

    private static BundleException lacks(Bundle bundle, String what) {
        return new BundleException("bundle '%s' has no %s: measure it with 'winnow calibrate'"
                .formatted(bundle.manifest().name(), what));
    }

    /** The fastest measured offset that is within a point of the full encoder. */
    private static double onePointBelow(CalibrationCurve curve) {
        double least = curve.points().get(0).accuracy() - ONE_POINT;
        return curve.points().stream()
                .filter(point -> point.accuracy() >= least)
                .mapToDouble(CalibrationPoint::offset)
                .max()
                .orElseThrow();
    }

    /**
     * Leaves the other steps out, for a profiler.
     *
     * @param number as in its name, {@code 02}
     * @throws IllegalArgumentException where there is no such step
     */
    void only(String number) {
        if (steps.stream().noneMatch(step -> step.name().startsWith(number + " "))) {
            throw new IllegalArgumentException("there is no step " + number + ", but "
                    + steps.stream().map(Step::name).toList());
        }
        steps.removeIf(step -> !step.name().startsWith(number + " "));
    }

    /** Measures one workload. */
    List<Row> run(Workload workload, int rounds, Interleaved.Heard progress) {
        Interleaved interleaved =
                new Interleaved(() -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
        steps.forEach(step -> interleaved.add(step.name(), () -> step.run(workload)));
        gemms.forEach((precision, gemm) -> interleaved.add(EngineBench.name(precision), () -> workload.stream()
                .forEach(documents -> gemm.run(PackedBatch.of(documents).tokens(), 1))));
        Map<String, Spread> timings = interleaved.run(rounds, progress);
        List<Row> rows = new ArrayList<>();
        for (Step step : steps) {
            Spread timing = timings.get(step.name());
            double rate = flops(workload, step) / timing.median() / 1e9;
            double documents = workload.documents() / timing.median();
            Row first = rows.isEmpty() ? null : rows.get(0);
            Row before = rows.isEmpty() ? null : rows.get(rows.size() - 1);
            rows.add(new Row(
                    step.name(),
                    timing,
                    documents,
                    before == null ? 1 : documents / before.documentsPerSecond(),
                    first == null ? 1 : documents / first.documentsPerSecond(),
                    rate,
                    rate / gemmRate(workload, step, timings)));
        }
        return rows;
    }

    private double gemmRate(Workload workload, Step step, Map<String, Spread> timings) {
        Precision precision = step.encoder().precision();
        double done = workload.stream()
                .mapToDouble(documents ->
                        gemms.get(precision).flops(PackedBatch.of(documents).tokens()))
                .sum();
        return done / timings.get(EngineBench.name(precision)).median() / 1e9;
    }

    private double flops(Workload workload, Step step) {
        double sum = 0;
        for (List<TokenizedText> documents : workload.batches()) {
            PackedBatch batch = PackedBatch.of(documents);
            ReducedBatch result = step.encoder().reduce(batch, step.offset());
            for (int d = 0; d < documents.size(); d++) {
                int[] reached = Arrays.copyOfRange(
                        result.reached(), (int) batch.cuLengths()[d], (int) batch.cuLengths()[d + 1]);
                sum += step.offset().isFull() ? flops.full(reached.length) : flops.reduced(reached);
            }
        }
        return sum;
    }

    @Override
    public void close() {
        plain.close();
        encoders.values().forEach(PackedEncoder::close);
        gemms.values().forEach(GemmRate::close);
    }
}
