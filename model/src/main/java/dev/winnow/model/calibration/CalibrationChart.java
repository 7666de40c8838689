package dev.winnow.model.calibration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Draws a calibration curve as SVG: accuracy with its 95 % band, and agreement with the full encoder, against the FLOPs
 * speed-up; above the plot the δ offset of each point. Light or dark as the reader's screen is.
 *
 * <p>Written by hand, because a library for charts would be larger than the module that needs one chart.
 */
public final class CalibrationChart {
    private static final double MIDDLE = (ChartScale.LEFT + ChartScale.RIGHT) / 2.0;
    private static final int OFFSET_BASELINE = 82;

    private static final String STYLE = """

            text { font: 13px system-ui, sans-serif; fill: #24292f }
            .title { font-size: 15px; font-weight: 600 }
            .offset { font-size: 12px; text-anchor: middle }
            .x { text-anchor: middle }
            .y { text-anchor: end }
            .paper, .dot { fill: #ffffff }
            .grid, .leader, .line { fill: none }
            .grid { stroke: #d8dee4 }
            .leader { stroke: #afb8c1; stroke-width: 0.8 }
            .line { stroke-width: 2 }
            .dot { stroke-width: 1.6 }
            .band { fill: #0969da; fill-opacity: 0.16 }
            .accuracy { stroke: #0969da }
            .agreement { stroke: #bc4c00 }
            .line.agreement { stroke-dasharray: 7 4 }
            @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3 }
            .paper, .dot { fill: #0d1117 }
            .grid { stroke: #30363d }
            .leader { stroke: #57606a }
            .band { fill: #58a6ff; fill-opacity: 0.22 }
            .accuracy { stroke: #58a6ff }
            .agreement { stroke: #f0883e }
            }
            """;

    private final CalibrationCurve curve;
    private final ChartScale scale;
    private final StringBuilder svg = new StringBuilder();

    private CalibrationChart(CalibrationCurve curve) {
        this.curve = curve;
        this.scale = ChartScale.of(curve);
    }

    /**
     * The drawing, an XML document in UTF-8.
     *
     * @param model what the title says was calibrated
     */
    public static String svg(String model, CalibrationCurve curve) {
        CalibrationChart chart = new CalibrationChart(curve);
        chart.draw(model.replace("&", "&amp;").replace("<", "&lt;"));
        return chart.svg.toString();
    }

    private void draw(String model) {
        add(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' role='img'>",
                ChartScale.WIDTH, ChartScale.HEIGHT);
        add("<title>Calibration curve of %s</title>", model);
        add("<style>%s</style>", STYLE);
        add("<rect class='paper' width='%d' height='%d'/>", ChartScale.WIDTH, ChartScale.HEIGHT);
        text(
                "title",
                ChartScale.LEFT,
                24,
                "%s, calibrated on %s: %d documents".formatted(model, curve.split(), curve.documents()));
        axes();
        band();
        offsets();
        line("agreement", CalibrationPoint::agreement);
        line("accuracy", CalibrationPoint::accuracy);
        legend("accuracy", ChartScale.LEFT, "accuracy, with its 95 % confidence band");
        legend("agreement", ChartScale.LEFT + 320, "agreement with the full encoder");
        add("</svg>");
    }

    private void axes() {
        for (double speedup : scale.speedupTicks()) {
            double x = scale.x(speedup);
            add("<path class='grid' d='M%.1f %dV%d'/>", x, ChartScale.TOP, ChartScale.BOTTOM);
            text("x", x, ChartScale.BOTTOM + 20, number(speedup, 1) + "×");
        }
        for (double share : scale.shareTicks()) {
            double y = scale.y(share);
            add("<path class='grid' d='M%d %.1fH%d'/>", ChartScale.LEFT, y, ChartScale.RIGHT);
            text("y", ChartScale.LEFT - 8, y + 4, number(share * 100, 0) + " %");
        }
        text("x", MIDDLE, ChartScale.HEIGHT - 12, "FLOPs speed-up over the full encoder, logarithmic");
        add(
                "<text class='x' transform='translate(16 %d) rotate(-90)'>share of documents</text>",
                (ChartScale.TOP + ChartScale.BOTTOM) / 2);
    }

    private void band() {
        String there = path(curve.points(), CalibrationPoint::accuracyHigh);
        List<CalibrationPoint> reversed = new ArrayList<>(curve.points());
        Collections.reverse(reversed);
        add("<path class='band' d='M%s L%sZ'/>", there, path(reversed, CalibrationPoint::accuracyLow));
    }

    /** Each point's offset in one row, moved aside where two would overlap, and a thin line from it to its points. */
    private void offsets() {
        List<CalibrationPoint> labelled = LabelRow.thinned(curve.points());
        double[] xs = labelled.stream()
                .mapToDouble(point -> scale.x(point.flopsSpeedup()))
                .toArray();
        double[] labels = LabelRow.spread(xs, ChartScale.LEFT, ChartScale.RIGHT);
        text("y", ChartScale.LEFT - 24, OFFSET_BASELINE, "δ offset");
        for (int i = 0; i < xs.length; i++) {
            CalibrationPoint point = labelled.get(i);
            double lowest = scale.y(Math.min(point.accuracy(), point.agreement()));
            text("offset", labels[i], OFFSET_BASELINE, number(point.offset(), 2));
            add(
                    "<path class='leader' d='M%.1f %dL%.1f %dV%.1f'/>",
                    labels[i], OFFSET_BASELINE + 4, xs[i], ChartScale.TOP, lowest);
        }
    }

    private void line(String style, ToDoubleFunction<CalibrationPoint> share) {
        add("<path class='line %s' d='M%s'/>", style, path(curve.points(), share));
        for (CalibrationPoint point : curve.points()) {
            dot(style, scale.x(point.flopsSpeedup()), scale.y(share.applyAsDouble(point)));
        }
    }

    private String path(List<CalibrationPoint> points, ToDoubleFunction<CalibrationPoint> share) {
        return points.stream()
                .map(point -> String.format(
                        Locale.ROOT, "%.1f %.1f", scale.x(point.flopsSpeedup()), scale.y(share.applyAsDouble(point))))
                .collect(Collectors.joining("L"));
    }

    private void legend(String style, int x, String words) {
        add("<path class='line %s' d='M%d 48h28'/>", style, x);
        dot(style, x + 14, 48);
        text("", x + 36, 52, words);
    }

    private void dot(String style, double x, double y) {
        add("<circle class='dot %s' cx='%.1f' cy='%.1f' r='3.2'/>", style, x, y);
    }

    private void text(String style, double x, double y, String words) {
        add("<text class='%s' x='%.1f' y='%.1f'>%s</text>", style, x, y, words);
    }

    /** At most so many decimals, no trailing zeros, and a minus that is as wide as a digit. */
    private static String number(double value, int decimals) {
        String digits = String.format(Locale.ROOT, "%." + decimals + "f", value);
        String shortest = digits.contains(".") ? digits.replaceAll("\\.?0+$", "") : digits;
        return shortest.replace('-', '−');
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
