package dev.winnow.ops.doctor;

import java.util.Locale;

/** How a check came out, from the best to the worst. */
public enum Status {
    /** As it should be. */
    OK,
    /** Not looked at, since something it needs is not there. */
    SKIPPED,
    /** It works, and may surprise somebody. */
    WARNING,
    /** {@code winnow run} would not start, or not go on. */
    PROBLEM;

    /** For people and programs. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
