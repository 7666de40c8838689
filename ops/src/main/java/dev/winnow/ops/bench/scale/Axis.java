package dev.winnow.ops.bench.scale;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What there may be more of from row to row, and the figure that tells whether it scales. */
enum Axis {
    DOCUMENTS("engine + stream"),
    PARTITIONS("engine + stream"),
    WORKERS("documents/s");

    private final String figure;

    Axis(String figure) {
        this.figure = figure;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String figure() {
        return figure;
    }

    int of(Setting setting) {
        return switch (this) {
            case DOCUMENTS -> setting.documents();
            case PARTITIONS -> setting.partitions();
            case WORKERS -> setting.workers();
        };
    }

    double of(Measured run) {
        return this == WORKERS ? run.documentsPerSecond() : run.steadyCost();
    }

    /** Whether two settings are alike but for this. */
    boolean alone(Setting one, Setting other) {
        return Arrays.stream(values()).allMatch(axis -> axis == this || axis.of(one) == axis.of(other));
    }

    /** What is the same beside this. */
    String rest(Setting setting) {
        return Arrays.stream(values())
                .filter(axis -> axis != this)
                .map(axis -> axis.of(setting) + " " + axis.label())
                .collect(Collectors.joining(", "));
    }
}
