package dev.winnow.ops.bench.control;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Draws the runs of one pattern as SVG, a line for each contender over time. Light or dark as the reader's screen is. Written by
 * hand for the same reason as the chart of a calibration: a library would be larger than all that is drawn.
 */
final class RunChart {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 420;
    private static final int LEFT = 80;
    private static final int RIGHT = 840;
    private static final int TOP = 84;
    private static final int BOTTOM = 360;
    private static final int LEGEND_STEP = 126;
    private static final int TICKS = 8;
    private static final double LEAST_AGE = 0.01;

    private static final String STYLE = """

            text { font: 13px system-ui, sans-serif; fill: #24292f }
            .title { font-size: 15px; font-weight: 600 }
            .x { text-anchor: middle }
            .y { text-anchor: end }
            .paper { fill: #ffffff }
            .peak { fill: #eaeef2 }
            .grid { stroke: #d8dee4; fill: none }
            .line { fill: none; stroke-width: 2; stroke-linejoin: round }
            .objective { stroke: #57606a; stroke-width: 1.4; stroke-dasharray: 6 4; fill: none }
            .controller { stroke: #0969da; stroke-width: 3 }
            .fixed--1 { stroke: #cf222e }
            .fixed-0 { stroke: #bc4c00 }
            .fixed-max { stroke: #1a7f37 }
            .aimd-batch { stroke: #8250df; stroke-dasharray: 5 3 }
            .aimd-offset { stroke: #bf3989; stroke-dasharray: 5 3 }
            @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3 }
            .paper { fill: #0d1117 }
            .peak { fill: #21262d }
            .grid { stroke: #30363d }
            .objective { stroke: #8b949e }
            .controller { stroke: #58a6ff }
            .fixed--1 { stroke: #ff7b72 }
            .fixed-0 { stroke: #f0883e }
            .fixed-max { stroke: #3fb950 }
            .aimd-batch { stroke: #bc8cff }
            .aimd-offset { stroke: #f778ba }
            }
            """;

    private final StringBuilder svg = new StringBuilder();
    private final double seconds;

    private RunChart(List<ControlReport.Entry> runs) {
        this.seconds = runs.stream()
                .flatMap(entry -> entry.run().answers().stream())
                .mapToDouble(Answer::written)
                .max()
                .orElse(1);
    }

    /** Ages on a logarithmic axis, with the objective. */
    static String ages(String model, List<ControlReport.Entry> runs, double objectiveSeconds) {
        RunChart chart = new RunChart(runs);
        double most = runs.stream()
                .flatMap(entry -> entry.run().answers().stream())
                .mapToDouble(Answer::age)
                .max()
                .orElse(1);
        double decades = Math.max(1, Math.ceil(Math.log10(most / LEAST_AGE)));
        ToDoubleFunction<Double> height =
                age -> BOTTOM - (BOTTOM - TOP) * Math.log10(Math.max(age, LEAST_AGE) / LEAST_AGE) / decades;
        chart.begin("%s, %s: age of records at emission, p99 of each second".formatted(model, pattern(runs)), runs);
        for (int decade = 0; decade <= decades; decade++) {
            double age = LEAST_AGE * Math.pow(10, decade);
            chart.level(height.applyAsDouble(age), age < 1 ? number(age * 1e3) + " ms" : number(age) + " s");
        }
        double objective = height.applyAsDouble(objectiveSeconds);
        chart.add("<path class='objective' d='M%d %.1fH%d'/>", LEFT, objective, RIGHT);
        chart.text("y", RIGHT - 4, objective - 6, "objective " + number(objectiveSeconds * 1e3) + " ms");
        runs.forEach(entry -> chart.line(entry, second -> height.applyAsDouble(second.p99AgeSeconds())));
        return chart.end();
    }

    /** Offsets that results were computed with. */
    static String offsets(String model, List<ControlReport.Entry> runs) {
        RunChart chart = new RunChart(runs);
        ToDoubleFunction<Double> height = offset -> BOTTOM - (BOTTOM - TOP) * (offset + 1) / 2;
        chart.begin("%s, %s: δ offset of results, mean of each second".formatted(model, pattern(runs)), runs);
        for (double offset = -1; offset <= 1; offset += 0.5) {
            chart.level(height.applyAsDouble(offset), number(offset));
        }
        runs.forEach(entry -> chart.line(entry, second -> height.applyAsDouble(second.meanOffset())));
        return chart.end();
    }

    private static String pattern(List<ControlReport.Entry> runs) {
        return runs.get(0).pattern().title();
    }

    private void begin(String title, List<ControlReport.Entry> runs) {
        add("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' role='img'>", WIDTH, HEIGHT);
        add("<title>%s</title>", escaped(title));
        add("<style>%s</style>", STYLE);
        add("<rect class='paper' width='%d' height='%d'/>", WIDTH, HEIGHT);
        text("title", LEFT, 24, escaped(title));
        for (int i = 0; i < runs.size(); i++) {
            int x = LEFT + i * LEGEND_STEP;
            add("<path class='line %s' d='M%d 50h24'/>", style(runs.get(i)), x);
            text("", x + 30, 54, runs.get(i).contender().title());
        }
        for (Schedule.Interval peak : runs.get(0).schedule().peaks()) {
            double from = x(peak.from());
            add(
                    "<rect class='peak' x='%.1f' y='%d' width='%.1f' height='%d'/>",
                    from, TOP, x(peak.to()) - from, BOTTOM - TOP);
        }
        double step = Math.max(1, Math.ceil(seconds / TICKS / 5) * 5);
        for (double second = 0; second <= seconds; second += step) {
            add("<path class='grid' d='M%.1f %dV%d'/>", x(second), TOP, BOTTOM);
            text("x", x(second), BOTTOM + 20, number(second) + " s");
        }
        text(
                "x",
                (LEFT + RIGHT) / 2.0,
                HEIGHT - 12,
                "when results were written, from the start of the load; shaded while three times the capacity comes");
    }

    private void level(double y, String words) {
        add("<path class='grid' d='M%d %.1fH%d'/>", LEFT, y, RIGHT);
        text("y", LEFT - 8, y + 4, words);
    }

    private void line(ControlReport.Entry entry, ToDoubleFunction<Timeline.Second> height) {
        String path = Timeline.of(entry.run().answers()).stream()
                .map(second ->
                        String.format(Locale.ROOT, "%.1f %.1f", x(second.second() + 0.5), height.applyAsDouble(second)))
                .collect(Collectors.joining("L"));
        add("<path class='line %s' d='M%s'/>", style(entry), path);
    }

    private static String style(ControlReport.Entry entry) {
        return entry.contender().title().replace(' ', '-');
    }

    private double x(double second) {
        return LEFT + (RIGHT - LEFT) * Math.min(1, second / seconds);
    }

    private void text(String style, double x, double y, String words) {
        add("<text class='%s' x='%.1f' y='%.1f'>%s</text>", style, x, y, words);
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String number(double value) {
        String digits = String.format(Locale.ROOT, "%.1f", value);
        return digits.replaceAll("\\.0$", "").replace('-', '−');
    }

    private String end() {
        add("</svg>");
        return svg.toString();
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
