package dev.winnow.topology.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything `winnow run` can be told. Each record validates itself and states its defaults once, in {@code defaults()}.
 *
 * @param application identity and Kafka Streams settings of the process
 * @param kafka passed through to every Kafka client and to Kafka Streams, by Kafka's own names
 * @param registry where the Avro schemas live
 * @param input what the records of the input topics look like
 * @param output how classifications are written
 * @param batch when a micro-batch closes
 * @param engine how the model runs
 * @param model how much of a document it computes, and what its results say about that
 * @param control where people say how much of it is to be computed while the process runs
 * @param deadLetters where records go that cannot be read or classified
 * @param overload what happens to documents when speed is not enough
 * @param management where the process answers questions about its health
 * @param console the live page of the process
 * @param pipelines what to classify: a bundle with its input and output topic each
 */
public record WinnowConfig(
        ApplicationConfig application,
        Map<String, String> kafka,
        RegistryConfig registry,
        InputConfig input,
        OutputConfig output,
        BatchConfig batch,
        EngineConfig engine,
        ModelConfig model,
        ControlConfig control,
        DeadLetterConfig deadLetters,
        OverloadConfig overload,
        ManagementConfig management,
        ConsoleConfig console,
        List<PipelineConfig> pipelines) {

    public WinnowConfig {
        kafka = Map.copyOf(kafka);
        pipelines = List.copyOf(pipelines);
        if (pipelines.isEmpty()) {
            throw new IllegalArgumentException("pipelines must name at least one bundle with its input and output");
        }
        Set<String> inputs = new HashSet<>();
        for (PipelineConfig pipeline : pipelines) {
            if (!inputs.add(pipeline.input())) {
                throw new IllegalArgumentException(
                        "two pipelines read topic '" + pipeline.input() + "'; give each its own input");
            }
        }
        if (overload.sheds() && inputs.contains(overload.topic())) {
            throw new IllegalArgumentException("shed documents go to topic '" + overload.topic()
                    + "', which a pipeline reads; they would come back at once");
        }
        if (inputs.contains(deadLetters.topic())) {
            throw new IllegalArgumentException("dead letters go to topic '" + deadLetters.topic()
                    + "', which a pipeline reads; they would come back forever");
        }
        boolean otherUse = inputs.contains(control.topic())
                || deadLetters.topic().equals(control.topic())
                || pipelines.stream().anyMatch(pipeline -> pipeline.output().equals(control.topic()));
        if (otherUse) {
            throw new IllegalArgumentException(
                    "the control topic '" + control.topic() + "' holds policies alone; give it a name of its own");
        }
        if (console.enabled() && management.address().isEmpty()) {
            throw new IllegalArgumentException(
                    "console.enabled needs management.listen, for instance 127.0.0.1:9464: the console is served there");
        }
    }

    public static WinnowConfig defaults() {
        return new WinnowConfig(
                ApplicationConfig.defaults(),
                Map.of("bootstrap.servers", "localhost:9092"),
                RegistryConfig.defaults(),
                InputConfig.defaults(),
                OutputConfig.defaults(),
                BatchConfig.defaults(),
                EngineConfig.defaults(),
                ModelConfig.defaults(),
                ControlConfig.defaults(),
                DeadLetterConfig.defaults(),
                OverloadConfig.defaults(),
                ManagementConfig.defaults(),
                ConsoleConfig.defaults(),
                List.of(new PipelineConfig("moderation", "documents", "classifications")));
    }

    /** The defaults where a GPU computes. */
    public static WinnowConfig gpuDefaults() {
        WinnowConfig defaults = defaults();
        return defaults.toBuilder()
                .batch(defaults.batch().forGpu())
                .engine(defaults.engine().forGpu())
                .build();
    }

    /** The same, to replace parts of it. */
    public WinnowConfigBuilder toBuilder() {
        return new WinnowConfigBuilder(this);
    }
}
