package dev.winnow.ops.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A key of the configuration, or a family of keys.
 *
 * @param segments names between the dots; {@link #POSITION} stands for a position in a list, {@link #REST} for any
 *     further names, dots included
 * @param type how its value is written
 */
public record Key(List<String> segments, ValueType type) {

    static final String POSITION = "*";
    static final String REST = "**";
    static final String VARIABLE_PREFIX = "WINNOW_";

    /** As it stands in the documentation: {@code pipelines.*.input}, {@code kafka.**}. */
    public String pattern() {
        return String.join(".", segments);
    }

    /** The environment variable of this key; where the key is a family, with {@code *} in place of what varies. */
    public String variable() {
        return VARIABLE_PREFIX
                + segments.stream()
                        .map(segment -> segment.equals(REST) ? POSITION : shout(segment))
                        .collect(Collectors.joining("_"));
    }

    boolean matches(String path) {
        return regex(segments, "\\.", UnaryOperator.identity()).matcher(path).matches();
    }

    /** Whether the path leads to this key without being one, and which segment follows; {@link Optional#empty()} if not. */
    Optional<String> below(String path) {
        for (int length = 1; length < segments.size(); length++) {
            if (regex(segments.subList(0, length), "\\.", UnaryOperator.identity())
                    .matcher(path)
                    .matches()) {
                return Optional.of(segments.get(length));
            }
        }
        return Optional.empty();
    }

    /** The path that an environment variable sets, if it belongs to this key. */
    Optional<String> pathOf(String variable) {
        if (!variable.startsWith(VARIABLE_PREFIX)) {
            return Optional.empty();
        }
        Matcher matcher = regex(segments, "_", Key::shout).matcher(variable.substring(VARIABLE_PREFIX.length()));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        StringBuilder path = new StringBuilder();
        int group = 1;
        for (String segment : segments) {
            path.append(path.isEmpty() ? "" : ".");
            switch (segment) {
                case POSITION -> path.append(matcher.group(group++));
                case REST ->
                    path.append(matcher.group(group++).toLowerCase(Locale.ROOT).replace('_', '.'));
                default -> path.append(segment);
            }
        }
        return Optional.of(path.toString());
    }

    private static String shout(String segment) {
        return segment.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Pattern regex(List<String> segments, String separator, UnaryOperator<String> written) {
        return Pattern.compile(segments.stream()
                .map(segment -> switch (segment) {
                    case POSITION -> "(0|[1-9]\\d{0,2})";
                    case REST -> "(.+)";
                    default -> Pattern.quote(written.apply(segment));
                })
                .collect(Collectors.joining(separator)));
    }
}
