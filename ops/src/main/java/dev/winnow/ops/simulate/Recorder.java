package dev.winnow.ops.simulate;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Counts what a simulation shows. */
final class Recorder {

    private static final double NANOS = 1e9;

    private final CalibrationCurve curve;
    private final double objectiveSeconds;
    private final AgeHistogram ages = new AgeHistogram();
    private final List<SimulationResult.Moment> timeline = new ArrayList<>();
    private CalibrationPoint lastPoint;
    private double lastOffset = Double.NaN;
    private double waitSum;
    private long results;
    private long late;
    private double accuracySum;
    private double offsetSum;
    private double leastAccuracy;
    private long overloaded;
    private OptionalDouble drained = OptionalDouble.empty();

    Recorder(Scenario scenario) {
        this.curve = scenario.engine().curve();
        this.objectiveSeconds = scenario.objective().toNanos() / NANOS;
        this.leastAccuracy = fullAccuracy();
    }

    private double fullAccuracy() {
        return curve.points().get(0).accuracy();
    }

    void emitted(SimulatedDocument document, long nowNanos) {
        double age = (nowNanos - document.bornNanos()) / NANOS;
        ages.add(age);
        waitSum += document.waitedNanos() / NANOS;
        results++;
        late += age > objectiveSeconds ? 1 : 0;
        double accuracy = at(document.offset()).accuracy();
        accuracySum += accuracy;
        offsetSum += document.offset();
        leastAccuracy = Math.min(leastAccuracy, accuracy);
    }

    private CalibrationPoint at(double offset) {
        if (offset != lastOffset) {
            lastOffset = offset;
            lastPoint = curve.at(offset);
        }
        return lastPoint;
    }

    void period(SimulationResult.Moment moment, boolean isOverloaded) {
        timeline.add(moment);
        overloaded += isOverloaded ? 1 : 0;
    }

    /** Remembers the first second at which no waiting document is older than the objective. */
    void relieved(double secondsSince, double oldestAge) {
        if (drained.isEmpty() && oldestAge <= objectiveSeconds) {
            drained = OptionalDouble.of(secondsSince);
        }
    }

    long results() {
        return results;
    }

    long late() {
        return late;
    }

    SimulationResult result(long documents, double seconds, double engineSeconds) {
        double count = Math.max(1, results);
        return new SimulationResult(
                documents,
                results,
                seconds,
                engineSeconds,
                waitSum / count,
                ages.mean(),
                ages.quantile(0.5),
                ages.quantile(0.99),
                late / count,
                accuracySum / count,
                fullAccuracy() - leastAccuracy,
                offsetSum / count,
                drained,
                reversals(),
                overloaded / (double) Math.max(1, timeline.size()),
                timeline);
    }

    private int reversals() {
        int reversals = 0;
        double direction = 0;
        for (int i = 1; i < timeline.size(); i++) {
            double turn =
                    Math.signum(timeline.get(i).offset() - timeline.get(i - 1).offset());
            reversals += turn * direction < 0 ? 1 : 0;
            direction = turn == 0 ? direction : turn;
        }
        return reversals;
    }
}
