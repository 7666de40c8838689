package dev.winnow.ops.top;

import dev.winnow.ops.management.KnobAnswer.BundleAnswer;

/**
 * Where the offset stands between the full encoder at the left, -1, and the fastest one at the right, 1: heavy where the
 * controller may go, {@code ──━━━●━━──}.
 */
final class OffsetBar {

    private OffsetBar() {}

    static String of(BundleAnswer knob, int columns) {
        boolean bounded = knob.policy() != null && knob.policy().leastOffset() != null;
        int least = bounded ? column(knob.policy().leastOffset(), columns) : columns;
        int most = bounded ? column(knob.policy().mostOffset(), columns) : -1;
        int here = column(knob.offset(), columns);
        StringBuilder bar = new StringBuilder(columns);
        for (int column = 0; column < columns; column++) {
            bar.append(column == here ? '●' : (column >= least && column <= most) ? '━' : '─');
        }
        return bar.toString();
    }

    private static int column(double offset, int columns) {
        return (int) Math.round((Math.max(-1, Math.min(1, offset)) + 1) / 2 * (columns - 1));
    }
}
