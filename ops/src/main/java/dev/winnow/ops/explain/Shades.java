package dev.winnow.ops.explain;

import java.util.Locale;

/**
 * Backgrounds of tokens, from that of the page, for a token that left before the first layer, to a strong one for a token
 * that was kept. Computed here and not by {@code color-mix} on the page, so that their contrast to the text is tested.
 *
 * @param page background of the page, {@code 0xRRGGBB}
 * @param text colour of the text on all of them
 * @param muted colour of the text that left first, on the background of the page
 * @param kept background of what was kept
 */
public record Shades(int page, int text, int muted, int kept) {
    static final Shades LIGHT = new Shades(0xFDFCF9, 0x1F2328, 0x63676E, 0xFFC53D);
    static final Shades DARK = new Shades(0x15171C, 0xF2F2EF, 0x9BA1A9, 0x8A5A00);

    /** The rules for light and dark screens. */
    public static String styleSheet(int layers) {
        return LIGHT.rules(layers) + "@media (prefers-color-scheme:dark){\n" + DARK.rules(layers) + "}\n";
    }

    /** Background of a token that went through {@code reached} of {@code layers}. */
    int background(int reached, int layers) {
        double share = layers == 0 ? 0 : (double) reached / layers;
        return mix(16, share) << 16 | mix(8, share) << 8 | mix(0, share);
    }

    private int mix(int shift, double share) {
        int from = page >> shift & 0xFF;
        int to = kept >> shift & 0xFF;
        return (int) Math.round(from + share * (to - from));
    }

    /** One rule for each number of layers that a token may have gone through. */
    String rules(int layers) {
        StringBuilder rules = new StringBuilder(":root{--page:%s;--text:%s;--muted:%s;--kept:%s}\n"
                .formatted(css(page), css(text), css(muted), css(kept)));
        for (int reached = 1; reached <= layers; reached++) {
            rules.append(".r%d{background:%s}%n".formatted(reached, css(background(reached, layers))));
        }
        return rules.toString();
    }

    private static String css(int colour) {
        return String.format(Locale.ROOT, "#%06x", colour);
    }
}
