package dev.winnow.model.dataset;

import java.util.Locale;

/** The part a row plays: learnt from, chosen by, or reported on. */
public enum Split {
    TRAIN,
    VALIDATION,
    TEST;

    /** Name of the split as files and reports write it, for instance {@code test}. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
