package dev.winnow.ops.console;

import java.util.Locale;

/** What is kept of a bundle for its charts, once a second. A name in lower case is its name in the JSON of the page. */
enum Figure {
    /** Documents that came, a second. */
    ARRIVALS(false),
    /** Documents that got their result, a second. */
    SERVED(false),
    /** Median of the record age at emission, in milliseconds. */
    P50(false),
    /** 99th percentile of the same. */
    P99(true),
    /** Documents without a result: taken in or not. */
    BACKLOG(true),
    /** Age of the oldest record without a result, in milliseconds. */
    OLDEST(true),
    /** Documents in a micro-batch, on average. */
    DOCUMENTS(false),
    /** Tokens in a micro-batch, on average. */
    TOKENS(false),
    /** The δ offset in force. */
    OFFSET(false),
    /** Accuracy to expect of it by the calibration. */
    ACCURACY(false),
    /** Agreement with the full encoder to expect of it. */
    EXPECTED(false),
    /** Live agreement with the full encoder. */
    AGREEMENT(false),
    /** Lower end of its 95 % interval. */
    LOW(false),
    /** Upper end of its 95 % interval. */
    HIGH(false);

    private final boolean peak;

    Figure(boolean peak) {
        this.peak = peak;
    }

    /** Whether the largest of several seconds stands for all of them; a mean would hide what people look for. */
    boolean isPeak() {
        return peak;
    }

    /** Where its value lies in a {@link Sample}: thousands of those are kept, so they hold no map of boxes. */
    @SuppressWarnings("EnumOrdinal")
    int place() {
        return ordinal();
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
