package dev.winnow.ops.management.access;

import java.util.Locale;

/** What a caller has shown a token for; each includes those before. */
public enum Grant {
    NONE,
    READ,
    OPERATE;

    boolean includes(Grant other) {
        return compareTo(other) >= 0;
    }

    /** For people, logs and programs. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
