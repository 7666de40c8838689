package dev.winnow.topology.config;

import java.util.List;
import java.util.Map;

/**
 * A configuration with some parts replaced, for those who make one in code: {@code defaults().toBuilder().batch(b).build()}.
 * Whoever replaces one part need not name, or be changed for, the others. Not thread-safe.
 */
public final class WinnowConfigBuilder {
    private ApplicationConfig application;
    private Map<String, String> kafka;
    private RegistryConfig registry;
    private InputConfig input;
    private OutputConfig output;
    private BatchConfig batch;
    private EngineConfig engine;
    private ModelConfig model;
    private ControlConfig control;
    private DeadLetterConfig deadLetters;
    private OverloadConfig overload;
    private ManagementConfig management;
    private ConsoleConfig console;
    private List<PipelineConfig> pipelines;

    WinnowConfigBuilder(WinnowConfig config) {
        application = config.application();
        kafka = config.kafka();
        registry = config.registry();
        input = config.input();
        output = config.output();
        batch = config.batch();
        engine = config.engine();
        model = config.model();
        control = config.control();
        deadLetters = config.deadLetters();
        overload = config.overload();
        management = config.management();
        console = config.console();
        pipelines = config.pipelines();
    }

    public WinnowConfigBuilder application(ApplicationConfig value) {
        application = value;
        return this;
    }

    public WinnowConfigBuilder kafka(Map<String, String> value) {
        kafka = value;
        return this;
    }

    public WinnowConfigBuilder registry(RegistryConfig value) {
        registry = value;
        return this;
    }

    public WinnowConfigBuilder input(InputConfig value) {
        input = value;
        return this;
    }

    public WinnowConfigBuilder output(OutputConfig value) {
        output = value;
        return this;
    }

    public WinnowConfigBuilder batch(BatchConfig value) {
        batch = value;
        return this;
    }

    public WinnowConfigBuilder engine(EngineConfig value) {
        engine = value;
        return this;
    }

    public WinnowConfigBuilder model(ModelConfig value) {
        model = value;
        return this;
    }

    public WinnowConfigBuilder control(ControlConfig value) {
        control = value;
        return this;
    }

    public WinnowConfigBuilder deadLetters(DeadLetterConfig value) {
        deadLetters = value;
        return this;
    }

    public WinnowConfigBuilder overload(OverloadConfig value) {
        overload = value;
        return this;
    }

    public WinnowConfigBuilder management(ManagementConfig value) {
        management = value;
        return this;
    }

    public WinnowConfigBuilder console(ConsoleConfig value) {
        console = value;
        return this;
    }

    public WinnowConfigBuilder pipelines(List<PipelineConfig> value) {
        pipelines = value;
        return this;
    }

    /**
     * Puts the parts together.
     *
     * @throws IllegalArgumentException when they do not fit together
     */
    public WinnowConfig build() {
        return new WinnowConfig(
                application,
                kafka,
                registry,
                input,
                output,
                batch,
                engine,
                model,
                control,
                deadLetters,
                overload,
                management,
                console,
                pipelines);
    }
}
