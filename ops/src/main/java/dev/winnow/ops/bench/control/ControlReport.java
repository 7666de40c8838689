package dev.winnow.ops.bench.control;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.ops.simulate.SimulationResult;
import dev.winnow.topology.config.EngineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code winnow bench control} measured. */
public final class ControlReport {

    /** One run. */
    record Entry(LoadPattern pattern, Contender contender, Schedule schedule, RunRecord run, RunMetrics metrics) {}

    private final String model;
    private final CalibrationCurve curve;
    private final Baseline baseline;
    private final EngineConfig engine;
    private final LoadPattern.Phases phases;
    private final long seed;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<LoadPattern, List<SimulationResult>> simulated = new EnumMap<>(LoadPattern.class);

    ControlReport(
            String model,
            CalibrationCurve curve,
            Baseline baseline,
            EngineConfig engine,
            LoadPattern.Phases phases,
            long seed) {
        this.model = model;
        this.curve = curve;
        this.baseline = baseline;
        this.engine = engine;
        this.phases = phases;
        this.seed = seed;
    }

    void add(LoadPattern pattern, Contender contender, Schedule schedule, RunRecord run) {
        if (run.answers().isEmpty()) {
            throw new IllegalStateException(contender.title() + " has answered no document");
        }
        RunMetrics metrics = RunMetrics.of(
                run.answers(),
                baseline.objectiveSeconds(),
                curve.points().get(0).accuracy(),
                schedule.relief());
        entries.add(new Entry(pattern, contender, schedule, run, metrics));
    }

    void add(LoadPattern pattern, List<SimulationResult> predicted) {
        simulated.put(pattern, predicted);
    }

    String model() {
        return model;
    }

    Baseline baseline() {
        return baseline;
    }

    EngineConfig engine() {
        return engine;
    }

    LoadPattern.Phases phases() {
        return phases;
    }

    long seed() {
        return seed;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    List<LoadPattern> patterns() {
        return entries.stream().map(Entry::pattern).distinct().toList();
    }

    List<Entry> entries(LoadPattern pattern) {
        return entries.stream().filter(entry -> entry.pattern() == pattern).toList();
    }

    /** The controller's run and what was predicted of it; empty where it did not take part. */
    Optional<PredictionCheck> check(LoadPattern pattern) {
        return entries(pattern).stream()
                .filter(entry -> entry.contender() == Contender.CONTROLLER)
                .map(entry -> PredictionCheck.of(simulated.get(pattern), entry.metrics()))
                .findFirst();
    }

    /** Whether every document of every run has one result. */
    public boolean complete() {
        return entries.stream().allMatch(entry -> entry.run().complete());
    }

    /** For people. */
    public String table() {
        return ControlText.of(this);
    }

    /** For programs: one object on one line. */
    public String json() {
        return ControlJson.of(this);
    }

    /** Draws ages and offsets of each pattern into files of this folder, which is made where it is missing. */
    public void draw(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (LoadPattern pattern : patterns()) {
            List<Entry> runs = entries(pattern);
            Files.writeString(
                    folder.resolve("control-" + pattern.title() + "-age.svg"),
                    RunChart.ages(model, runs, baseline.objectiveSeconds()));
            Files.writeString(
                    folder.resolve("control-" + pattern.title() + "-offset.svg"), RunChart.offsets(model, runs));
        }
    }
}
