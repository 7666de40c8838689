package dev.winnow.ops.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contrast by the formula of WCAG 2.1; 4.5 is what level AA asks of text. */
class ShadesTest {
    private static final double LEAST_CONTRAST = 4.5;

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 12})
    void shouldKeepEveryTokenReadable(int layers) {
        for (Shades shades : new Shades[] {Shades.LIGHT, Shades.DARK}) {
            assertThat(contrast(shades.muted(), shades.page())).isGreaterThan(LEAST_CONTRAST);
            for (int reached = 1; reached <= layers; reached++) {
                assertThat(contrast(shades.text(), shades.background(reached, layers)))
                        .as("%d of %d layers", reached, layers)
                        .isGreaterThan(LEAST_CONTRAST);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 12})
    void shouldGrowStrongerWithEveryLayer(int layers) {
        for (Shades shades : new Shades[] {Shades.LIGHT, Shades.DARK}) {
            for (int reached = 1; reached <= layers; reached++) {
                assertThat(contrast(shades.background(reached, layers), shades.page()))
                        .isGreaterThan(contrast(shades.background(reached - 1, layers), shades.page()));
            }
            assertThat(shades.background(0, layers)).isEqualTo(shades.page());
            assertThat(shades.background(layers, layers)).isEqualTo(shades.kept());
        }
    }

    private static double contrast(int one, int other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(int colour) {
        return 0.2126 * channel(colour >> 16) + 0.7152 * channel(colour >> 8) + 0.0722 * channel(colour);
    }

    private static double channel(int value) {
        double share = (value & 0xFF) / 255.0;
        return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
