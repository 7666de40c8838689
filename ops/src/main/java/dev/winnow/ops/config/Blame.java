package dev.winnow.ops.config;

import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the key that a record complains about. Records name it in their message as it is written in the configuration,
 * but know neither the path that leads to them nor the line of a file.
 */
final class Blame {
    private Blame() {}

    /** Index of the component that the message names first. */
    static Optional<Integer> component(RecordComponent[] components, String message) {
        int first = Integer.MAX_VALUE;
        Optional<Integer> blamed = Optional.empty();
        for (int c = 0; c < components.length; c++) {
            String key = KebabCase.ofComponent(components[c].getName());
            Matcher matcher = Pattern.compile("(?<![\\w-])" + Pattern.quote(key) + "(?![\\w-])")
                    .matcher(message);
            if (matcher.find() && matcher.start() < first) {
                first = matcher.start();
                blamed = Optional.of(c);
            }
        }
        return blamed;
    }

    /** The message with the full path of the key: in its first word where that is the key, else before it. */
    static String qualify(String message, String section, String path) {
        String key = path.substring(path.lastIndexOf('.') + 1);
        if (section.isEmpty()) {
            return message;
        }
        return message.startsWith(key) ? path + message.substring(key.length()) : section + ": " + message;
    }
}
