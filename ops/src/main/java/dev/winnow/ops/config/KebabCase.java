package dev.winnow.ops.config;

import java.util.Locale;

/** Names of Java as they are written in the configuration: {@code commitInterval} is {@code commit-interval}. */
final class KebabCase {
    private KebabCase() {}

    static String ofComponent(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    static String ofConstant(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
