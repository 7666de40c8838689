package dev.winnow.topology.preflight;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.model.checkpoint.Sha256;
import dev.winnow.model.classifier.Classifier;
import dev.winnow.topology.config.PipelineConfig;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an instance does, short enough for the {@code client.id} of its consumers: that is the one word of a member of its
 * group that the others can read.
 *
 * @param topology hash of inputs, outputs and names of bundles
 * @param bundles name, version and beginning of the checksum of each bundle
 */
public record Fingerprint(String topology, String bundles) {

    private static final int HASH = 8;

    /** {@code PREFIX--topology--bundles--process}, and what Kafka Streams appends to it. */
    private static final Pattern CLIENT_ID = Pattern.compile(
            ".+--(?<topology>[0-9a-f]{8})--(?<bundles>.+)--(?<process>[0-9a-f]{8})(?:-StreamThread-.*)?");

    /** Of the instance with these pipelines and models. */
    public static Fingerprint of(Collection<PipelineConfig> pipelines, Function<PipelineConfig, Classifier> models) {
        String topology = pipelines.stream()
                .map(pipeline -> String.join(
                        " ",
                        pipeline.input(),
                        pipeline.output(),
                        models.apply(pipeline).model()))
                .sorted()
                .collect(Collectors.joining("\n"));
        List<String> bundles = pipelines.stream()
                .map(models)
                .map(Fingerprint::bundle)
                .distinct()
                .sorted()
                .toList();
        return new Fingerprint(hash(topology), String.join("_", bundles));
    }

    private static String bundle(Classifier model) {
        return model.model() + "-" + model.version() + "-" + hash(model.checksum());
    }

    private static String hash(String text) {
        return Sha256.of(text.getBytes(UTF_8)).substring(0, HASH);
    }

    /** A client id of this instance that no other has. */
    public String clientId(String prefix) {
        String process = UUID.randomUUID().toString().substring(0, HASH);
        return String.join("--", prefix, topology, bundles, process);
    }

    /**
     * An instance, as its client id names it.
     *
     * @param process its short name
     * @param does what it does
     */
    public record Instance(String process, Fingerprint does) {

        /** Whose client this is; empty where the id is no instance's. */
        public static Optional<Instance> ofClientId(String clientId) {
            Matcher matcher = CLIENT_ID.matcher(clientId);
            return matcher.matches()
                    ? Optional.of(new Instance(
                            matcher.group("process"),
                            new Fingerprint(matcher.group("topology"), matcher.group("bundles"))))
                    : Optional.empty();
        }
    }

    /** What the client of this id does; empty where the id is no instance's. */
    static Optional<Fingerprint> ofClientId(String clientId) {
        return Instance.ofClientId(clientId).map(Instance::does);
    }
}
