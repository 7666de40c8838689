package dev.winnow.ops.top;

import dev.winnow.ops.knob.PolicyText;
import java.util.Locale;

/** Figures in five characters. {@value #NONE} stands for what an instance does not say. */
final class Amount {
    static final String NONE = "-";

    private static final double KILO = 1_000;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Amount() {}

    /** A count or a rate: {@code 0.4}, {@code 312}, {@code 1.3k}, {@code 12k}, {@code 4.5M}. */
    static String of(double value) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        double scaled = value;
        String unit = "";
        for (String next : new String[] {"k", "M", "G"}) {
            if (Math.round(scaled) < KILO) {
                break;
            }
            scaled /= KILO;
            unit = next;
        }
        boolean whole = scaled >= 9.95 || (unit.isEmpty() && value == Math.rint(value));
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.1f", scaled) + unit;
    }

    /** A time: {@code 340ms}, {@code 2.4s}, {@code 17s}, {@code 5m}, {@code 3h}, {@code 2d}. */
    static String time(double millis) {
        if (Double.isNaN(millis)) {
            return NONE;
        }
        if (millis < SECOND) {
            return Math.round(millis) + "ms";
        }
        if (millis < MINUTE) {
            return String.format(Locale.ROOT, millis < 10 * SECOND ? "%.1fs" : "%.0fs", millis / SECOND);
        }
        return millis < HOUR
                ? (long) millis / MINUTE + "m"
                : millis < DAY ? (long) millis / HOUR + "h" : (long) millis / DAY + "d";
    }

    /** The same; null for what nobody said. */
    static String of(Double value) {
        return value == null ? NONE : of(value.doubleValue());
    }

    /** Likewise. */
    static String time(long millis) {
        return time((double) millis);
    }

    /** Likewise; null for what nobody said. */
    static String time(Double millis) {
        return millis == null ? NONE : time(millis.doubleValue());
    }

    /** An offset in six characters: {@code -1}, {@code 0.25}, {@code -0.513}. */
    static String offset(double offset) {
        return Double.isNaN(offset) ? NONE : PolicyText.number(Math.rint(offset * KILO) / KILO + 0.0);
    }

    /** A share, as {@code .698}. */
    static String share(Double share) {
        return share == null ? NONE : String.format(Locale.ROOT, "%.3f", share).replaceFirst("^0", "");
    }
}
