package dev.winnow.ops.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An answer in the text format of Prometheus, taken apart by its specification.
 *
 * @param types type of each metric
 * @param samples all series
 */
public record Scrape(Map<String, String> types, List<Sample> samples) {

    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_]\\w*)(?:\\{(.*)})? (\\S+)$");
    private static final Pattern TAG = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** One series. */
    public record Sample(String name, Map<String, String> tags, double value) {}

    public static Scrape of(String text) {
        Map<String, String> types = new LinkedHashMap<>();
        TYPE.matcher(text).results().forEach(type -> types.put(type.group(1), type.group(2)));
        return new Scrape(
                types, SAMPLE.matcher(text).results().map(Scrape::sample).toList());
    }

    private static Sample sample(MatchResult found) {
        Map<String, String> tags = new TreeMap<>();
        Matcher matcher = TAG.matcher(Optional.ofNullable(found.group(2)).orElse(""));
        while (matcher.find()) {
            tags.put(matcher.group(1), matcher.group(2));
        }
        return new Sample(found.group(1), tags, value(found.group(3)));
    }

    private static double value(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** Sum of all series of that name that have these tags and possibly more; empty where there is none. */
    public Optional<Double> find(String name, Map<String, String> tags) {
        List<Double> values = samples.stream()
                .filter(sample ->
                        sample.name().equals(name) && sample.tags().entrySet().containsAll(tags.entrySet()))
                .map(Sample::value)
                .toList();
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(values.stream().mapToDouble(Double::doubleValue).sum());
    }

    /** The same, where there is one. */
    public double value(String name, Map<String, String> tags) {
        return find(name, tags).orElseThrow(() -> new AssertionError("no series " + name + tags));
    }

    /** All names that a query can ask for. */
    public Set<String> names() {
        return samples.stream().map(Sample::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names of the tags of a metric; the buckets of a histogram are told apart by one more. */
    public Set<String> tagsOf(String metric) {
        return samples.stream()
                .filter(sample -> sample.name().equals(metric) || sample.name().equals(metric + "_count"))
                .flatMap(sample -> sample.tags().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
