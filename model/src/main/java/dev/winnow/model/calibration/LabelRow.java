package dev.winnow.model.calibration;

import java.util.ArrayList;
import java.util.List;

/** A row of labels, each as near above its point as it can be without touching its neighbours. */
final class LabelRow {
    /** From the middle of a label to that of the next: room for {@code −0.25} and a gap. */
    static final double PITCH = 39;

    private LabelRow() {}

    /**
     * Where the labels' middles go: the places nearest to the points in squares that are a {@link #PITCH} apart. With
     * {@code z_i = x_i − i·PITCH} "apart" becomes "never falling", which is what isotonic regression finds.
     *
     * @param xs of the points, rising; as many as fit between the ends
     */
    static double[] spread(double[] xs, double from, double to) {
        double[] shifted = new double[xs.length];
        for (int i = 0; i < xs.length; i++) {
            shifted[i] = xs[i] - i * PITCH;
        }
        double[] places = Isotonic.rising(shifted);
        double most = to - (xs.length - 1) * PITCH;
        for (int i = 0; i < xs.length; i++) {
            places[i] = Math.max(from, Math.min(most, places[i])) + i * PITCH;
        }
        return places;
    }

    /** Those of the items that have room for a label: all of them, or evenly chosen ones, the first and the last included. */
    static <T> List<T> thinned(List<T> items) {
        int room = 1 + (int) ((ChartScale.RIGHT - ChartScale.LEFT) / PITCH);
        if (items.size() <= room) {
            return items;
        }
        List<T> chosen = new ArrayList<>();
        for (int i = 0; i < room; i++) {
            chosen.add(items.get((int) Math.round(i * (items.size() - 1.0) / (room - 1))));
        }
        return chosen;
    }
}
