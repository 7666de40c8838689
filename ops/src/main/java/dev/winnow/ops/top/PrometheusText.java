package dev.winnow.ops.top;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text format of Prometheus, version 0.0.4: {@code name{label="value",...} number}, a line each. Prometheus' own Java
 * client only writes it. What is no sample is passed over: another version may say things that nobody here knows.
 */
final class PrometheusText {
    private static final Pattern SAMPLE =
            Pattern.compile("([A-Za-z_:][A-Za-z0-9_:]*)(?:\\{(.*)})?\\s+(\\S+)(?:\\s+-?\\d+)?");
    private static final Pattern LABEL = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private PrometheusText() {}

    /**
     * A figure.
     *
     * @param name for instance {@code winnow_dead_letters_total}
     * @param labels by name
     * @param value possibly NaN or infinite
     */
    record Sample(String name, Map<String, String> labels, double value) {}

    /** Hands over every sample whose name begins so. */
    static void read(String text, String prefix, Consumer<Sample> samples) {
        text.lines()
                .filter(line -> line.startsWith(prefix))
                .map(PrometheusText::sample)
                .flatMap(Optional::stream)
                .forEach(samples);
    }

    private static Optional<Sample> sample(String line) {
        Matcher matcher = SAMPLE.matcher(line.strip());
        return matcher.matches()
                ? number(matcher.group(3)).map(value -> new Sample(matcher.group(1), labels(matcher.group(2)), value))
                : Optional.empty();
    }

    /** As Prometheus writes it: {@code +Inf} is no number to Java. */
    static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text.replace("Inf", "Infinity")));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        if (text != null) {
            Matcher matcher = LABEL.matcher(text);
            while (matcher.find()) {
                labels.put(matcher.group(1), unescaped(matcher.group(2)));
            }
        }
        return labels;
    }

    private static String unescaped(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean escape = c == '\\' && i + 1 < value.length();
            char meant = escape ? value.charAt(++i) : c;
            plain.append(escape && meant == 'n' ? '\n' : meant);
        }
        return plain.toString();
    }
}
