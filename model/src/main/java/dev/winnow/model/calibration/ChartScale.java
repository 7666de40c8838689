package dev.winnow.model.calibration;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a speed-up and a share lie in the drawing, in its own units, about a pixel each. Speed-ups are logarithmic, so that
 * from 1 to 2 is as far as from 4 to 8.
 *
 * @param mostSpeedup right end of the plot; its left end is 1
 * @param leastShare lower end of the plot, a multiple of 0.1; its upper end is 1
 */
record ChartScale(double mostSpeedup, double leastShare) {
    static final int WIDTH = 780;
    static final int HEIGHT = 470;
    static final int LEFT = 86;
    static final int RIGHT = 752;
    static final int TOP = 120;
    static final int BOTTOM = 412;

    private static final double[] SPEEDUPS = {1, 1.2, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128};
    private static final double CLOSEST_TICKS = 42;

    static ChartScale of(CalibrationCurve curve) {
        double most = 1.25;
        double least = 0.9;
        for (CalibrationPoint point : curve.points()) {
            most = Math.max(most, point.flopsSpeedup());
            least = Math.min(least, Math.min(point.accuracyLow(), Math.min(point.accuracy(), point.agreement())));
        }
        return new ChartScale(most, Math.max(0, Math.floor(least * 10) / 10));
    }

    double x(double speedup) {
        return LEFT + (RIGHT - LEFT) * Math.log(Math.max(1, speedup)) / Math.log(mostSpeedup);
    }

    double y(double share) {
        return BOTTOM - (BOTTOM - TOP) * (share - leastShare) / (1 - leastShare);
    }

    List<Double> speedupTicks() {
        List<Double> ticks = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        for (double speedup : SPEEDUPS) {
            if (speedup <= mostSpeedup && x(speedup) - last >= CLOSEST_TICKS) {
                ticks.add(speedup);
                last = x(speedup);
            }
        }
        return ticks;
    }

    List<Double> shareTicks() {
        int step = 1 - leastShare <= 0.31 ? 5 : 10;
        List<Double> ticks = new ArrayList<>();
        for (long percent = Math.round(leastShare * 100); percent <= 100; percent += step) {
            ticks.add(percent / 100.0);
        }
        return ticks;
    }
}
