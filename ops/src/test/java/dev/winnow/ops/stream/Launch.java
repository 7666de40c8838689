package dev.winnow.ops.stream;

import dev.winnow.topology.config.Guarantee;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a process of the application is started with.
 *
 * @param main takes the arguments of the {@code winnow} command
 * @param jvmOptions after those that every process has, and stronger
 * @param settings keys of the configuration; they win over the names of the stream
 */
public record Launch(Class<?> main, List<String> jvmOptions, Map<String, String> settings) {

    static final List<String> JVM_OPTIONS = List.of("-Xmx512m", "-Dai.djl.offline=true");

    /** The program itself with a bundle that ships with it; deaths are noticed quickly. */
    public static Launch of(Guarantee guarantee) {
        Map<String, String> settings = new HashMap<>();
        TestStream.QUICK_TO_NOTICE.forEach((key, value) -> settings.put("kafka." + key, value));
        settings.put("registry.auto-register", "true");
        settings.put("pipelines.0.bundle", Models.BUNDLE);
        settings.put(
                "application.guarantee",
                guarantee.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return new Launch(WinnowProcessMain.class, JVM_OPTIONS, settings);
    }

    public Launch with(String key, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(key, value);
        return new Launch(main, jvmOptions, more);
    }

    /** The same without a setting, which then has its default. */
    public Launch without(String key) {
        Map<String, String> fewer = new HashMap<>(settings);
        fewer.remove(key);
        return new Launch(main, jvmOptions, fewer);
    }

    public Launch with(Class<?> otherMain) {
        return new Launch(otherMain, jvmOptions, settings);
    }

    public Launch withJvm(String... options) {
        List<String> more = new ArrayList<>(jvmOptions);
        more.addAll(List.of(options));
        return new Launch(main, more, settings);
    }

    List<String> arguments(TestStream stream) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        Map<String, String> all = new TreeMap<>(Map.of(
                "kafka.bootstrap.servers", stream.bootstrapServers(),
                "registry.url", stream.registryUrl(),
                "application.id", stream.id(),
                "pipelines.0.input", stream.input(),
                "pipelines.0.output", stream.output(),
                "dead-letters.topic", stream.deadLetters(),
                "control.topic", stream.control()));
        all.putAll(settings);
        all.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        return arguments;
    }
}
