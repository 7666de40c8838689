package dev.winnow.topology.control;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.reduction.DeltaOffset;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * An instance as a tank: work flows in and out, without batches or chance. Its speed differs from the calibrated one, and it
 * tells everything but its offset some periods late.
 */
final class FluidPlant {

    private static final double PERIOD = 0.2;
    private static final int WORKERS = 2;
    private static final double TOKENS = 30;

    private final CalibrationCurve curve;
    private final double capacityAtFull;
    private final double elasticity;
    private final double share;
    private final Deque<LoadSample> late = new ArrayDeque<>();
    private double backlog;

    /**
     * @param elasticity what a calibrated speed is worth: the true one is {@code ratio^elasticity}
     * @param share of the workers' time that it gets in truth while it is promised all of it
     * @param delay periods until a sample is seen
     */
    FluidPlant(CalibrationCurve curve, double capacityAtFull, double elasticity, double share, int delay) {
        this.curve = curve;
        this.capacityAtFull = capacityAtFull;
        this.elasticity = elasticity;
        this.share = share;
        for (int i = 0; i < delay; i++) {
            late.add(sample(0, 0, -1));
        }
    }

    double capacityAt(double offset) {
        return capacityAtFull * share * speedAt(offset);
    }

    private double speedAt(double offset) {
        return Math.pow(curve.at(offset).throughputRatio(), elasticity);
    }

    double backlog() {
        return backlog;
    }

    /** A period with so many arrivals a second at an offset; what the controller sees at its end. */
    LoadSample period(double arrivals, double offset) {
        double served = Math.min(capacityAt(offset), arrivals + backlog / PERIOD);
        backlog = Math.max(0, backlog + (arrivals - served) * PERIOD);
        late.add(sample(arrivals, served, offset));
        return at(offset, late.remove());
    }

    private static LoadSample at(double offset, LoadSample seen) {
        return new LoadSample(
                seen.period(),
                seen.arrivalsPerSecond(),
                seen.servedPerSecond(),
                seen.pending(),
                seen.unread(),
                seen.oldestAge(),
                seen.cost(),
                seen.workers(),
                seen.workerShare(),
                new DeltaOffset(offset),
                seen.cap());
    }

    private LoadSample sample(double arrivals, double served, double offset) {
        double age = served == 0 ? 0 : backlog / served;
        double seconds = WORKERS / capacityAtFull / speedAt(offset);
        return new LoadSample(
                Duration.ofMillis(200),
                arrivals,
                served,
                Math.round(backlog),
                0,
                Duration.ofNanos((long) (age * 1e9)),
                served == 0 ? Optional.empty() : Optional.of(new EngineCost(seconds, TOKENS)),
                WORKERS,
                1,
                new DeltaOffset(offset),
                new DeltaOffset(1));
    }
}
