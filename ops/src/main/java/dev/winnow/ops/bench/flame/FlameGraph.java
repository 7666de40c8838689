package dev.winnow.ops.bench.flame;

import java.util.List;
import java.util.Locale;

/**
 * A flame graph as SVG: the width of a function is its share of the processor time, callers lie under those they call, and the
 * rest of the time of a function is its own. Names that do not fit are shown where the mouse rests.
 */
public final class FlameGraph {
    private static final int WIDTH = 1000;
    private static final int ROW = 18;
    private static final int TITLE = 34;
    private static final int MARGIN = 10;
    private static final double CHARACTER = 6.3;

    /** Narrower ones are left out: nobody could see them. */
    private static final double NARROWEST = 4;

    private static final String PRODUCTS = "#d9694f";
    private static final String NAMELESS = "#b79ad6";
    private static final String JAVA = "#8fb573";
    private static final String LIBRARY = "#e5b15c";

    private final FlameNode root = new FlameNode("all");
    private final String title;

    /**
     * Counts stacks.
     *
     * @param collapsed lines of {@code caller;callee;... samples}, as profilers write them
     * @param from a part of the name of the function that is at the bottom; stacks without it do not count
     * @throws IllegalArgumentException where no stack has it
     */
    public FlameGraph(String title, List<String> collapsed, String from) {
        this.title = title;
        for (String line : collapsed) {
            int space = line.lastIndexOf(' ');
            if (space > 0) {
                List<String> names = StackNames.of(line.substring(0, space).split(";"), from);
                if (!names.isEmpty()) {
                    root.add(names, Long.parseLong(line.substring(space + 1)));
                }
            }
        }
        if (root.samples() == 0) {
            throw new IllegalArgumentException("no stack has a function with '" + from + "' in its name");
        }
    }

    /** The picture. */
    public String svg() {
        List<FlameNode> bottom = root.callees();
        double least = NARROWEST * root.samples() / (WIDTH - 2.0 * MARGIN);
        int rows = bottom.stream().mapToInt(node -> node.depth(least)).max().orElseThrow();
        int height = TITLE + rows * ROW + MARGIN;
        StringBuilder svg = new StringBuilder(
                String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" font-family="monospace" font-size="10.5">
                <rect width="%1$d" height="%2$d" fill="#ffffff"/>
                <text x="%3$d" y="21" font-family="sans-serif" font-size="14" font-weight="bold">%4$s</text>
                <text x="%5$d" y="21" font-family="sans-serif" font-size="11" text-anchor="end">%6$s</text>
                """, WIDTH, height, MARGIN, escaped(title), WIDTH - MARGIN, legend()));
        draw(svg, bottom, MARGIN, height - MARGIN - ROW);
        return svg.append("</svg>\n").toString();
    }

    private static String legend() {
        return "%s MKL's products %s without symbols %s other native code %s Java"
                .formatted(square(PRODUCTS), square(NAMELESS), square(LIBRARY), square(JAVA));
    }

    private static String square(String color) {
        return "<tspan fill=\"" + color + "\">■</tspan>";
    }

    private void draw(StringBuilder svg, List<FlameNode> nodes, double left, int top) {
        double x = left;
        for (FlameNode node : nodes) {
            double width = (WIDTH - 2.0 * MARGIN) * node.samples() / root.samples();
            if (width >= NARROWEST) {
                box(svg, node, x, top, width);
                draw(svg, node.callees(), x, top - ROW);
            }
            x += width;
        }
    }

    private void box(StringBuilder svg, FlameNode node, double x, int top, double width) {
        double share = 100.0 * node.samples() / root.samples();
        String name = node.name();
        int fits = (int) ((width - 6) / CHARACTER);
        String withShare = String.format(Locale.ROOT, "%s %.0f %%", name, share);
        String shown = withShare.length() <= fits
                ? withShare
                : name.length() <= fits ? name : name.substring(0, Math.max(0, fits));
        svg.append(String.format(
                Locale.ROOT,
                "<g><title>%s: %.1f %%, %d samples</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"/>",
                escaped(name),
                share,
                node.samples(),
                x,
                top,
                width - 0.5,
                ROW - 1,
                color(name)));
        if (shown.length() > 2) {
            svg.append(
                    String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s</text>", x + 3, top + 12, escaped(shown)));
        }
        svg.append("</g>\n");
    }

    private static String color(String name) {
        if (name.equals(StackNames.NAMELESS)) {
            return NAMELESS;
        }
        if (name.startsWith("mkl_blas")) {
            return PRODUCTS;
        }
        return name.matches("[A-Z][\\w$]*\\..*") ? JAVA : LIBRARY;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
