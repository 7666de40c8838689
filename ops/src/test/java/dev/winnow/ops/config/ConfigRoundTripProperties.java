package dev.winnow.ops.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.engine.DeviceChoice;
import dev.winnow.model.engine.PrecisionChoice;
import dev.winnow.schemas.SubjectNaming;
import dev.winnow.topology.config.ApplicationConfig;
import dev.winnow.topology.config.BatchConfig;
import dev.winnow.topology.config.DeadLetterConfig;
import dev.winnow.topology.config.EngineConfig;
import dev.winnow.topology.config.EngineName;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.InputConfig;
import dev.winnow.topology.config.InputFormat;
import dev.winnow.topology.config.ModelConfig;
import dev.winnow.topology.config.OutputConfig;
import dev.winnow.topology.config.OutputFormat;
import dev.winnow.topology.config.OverloadConfig;
import dev.winnow.topology.config.OverloadPolicy;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.RegistryAuthConfig;
import dev.winnow.topology.config.RegistryConfig;
import dev.winnow.topology.config.RegistryTlsConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConfigRoundTripProperties {

    @Property(tries = 300)
    void shouldLoadWhatItPrinted(@ForAll("configurations") WinnowConfig config) throws IOException {
        // Given
        EffectiveConfig<WinnowConfig> written =
                EffectiveConfig.load(config, new ConfigSources(Optional.empty(), Map.of(), List.of()));
        Path file = Files.createTempFile("winnow", ".yaml");

        // When
        Files.writeString(file, ConfigPrinter.print(written));
        WinnowConfig loaded = EffectiveConfig.load(
                        WinnowConfig.defaults(), new ConfigSources(Optional.of(file), Map.of(), List.of()))
                .value();

        // Then
        Files.delete(file);
        assertThat(loaded).isEqualTo(config);
    }

    @Provide
    Arbitrary<WinnowConfig> configurations() {
        return Combinators.combine(
                        application(),
                        kafka(),
                        values(),
                        Combinators.combine(
                                        Arbitraries.integers().between(1, 65_536),
                                        Arbitraries.integers().between(1, 4_096),
                                        duration(0, 10_000),
                                        Arbitraries.integers().between(1 << 20, 1 << 30))
                                .as(BatchConfig::new),
                        engine(),
                        model(),
                        outlets(),
                        pipelines())
                .as((application, kafka, values, batch, engine, model, outlets, pipelines) ->
                        WinnowConfig.defaults().toBuilder()
                                .application(application)
                                .kafka(kafka)
                                .registry(values.registry())
                                .input(values.input())
                                .output(values.output())
                                .batch(batch)
                                .engine(engine)
                                .model(model)
                                .deadLetters(outlets.deadLetters())
                                .overload(outlets.overload())
                                .pipelines(pipelines)
                                .build());
    }

    /** What concerns the values of records: a combination takes eight parts and no more. */
    private record Values(RegistryConfig registry, InputConfig input, OutputConfig output) {}

    private static Arbitrary<Values> values() {
        return Combinators.combine(registry(), input(), Arbitraries.of(OutputFormat.class))
                .as((registry, input, format) -> new Values(registry, input, new OutputConfig(format)));
    }

    /** Where records go that get no result. */
    private record Outlets(DeadLetterConfig deadLetters, OverloadConfig overload) {}

    private static Arbitrary<Outlets> outlets() {
        Arbitrary<DeadLetterConfig> deadLetters = Combinators.combine(
                        topic(),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(100, 1_000_000))
                .as(DeadLetterConfig::new);
        Arbitrary<OverloadConfig> overload = Combinators.combine(
                        Arbitraries.of(OverloadPolicy.class), topic(), Arbitraries.of("priority", "ce_priority", "#1"))
                .as(OverloadConfig::new);
        return Combinators.combine(deadLetters, overload).as(Outlets::new);
    }

    private static Arbitrary<InputConfig> input() {
        return Combinators.combine(
                        Arbitraries.of(InputFormat.class),
                        Arbitraries.of("text", "a.b, c?", "a\\.b.0, \u00e9\\,", "\"'#: x"),
                        Arbitraries.of("", " ", "\n", " | ", "null"),
                        Arbitraries.of("", "id", "meta.id?"),
                        Arbitraries.of("", "at", "no"),
                        Arbitraries.integers().between(1, 1 << 30),
                        Arbitraries.integers().between(1, 1_000))
                .as(InputConfig::new);
    }

    private static Arbitrary<EngineConfig> engine() {
        return Combinators.combine(
                        Arbitraries.of(EngineName.class),
                        Arbitraries.of(DeviceChoice.class),
                        Arbitraries.integers().between(1, 256),
                        Arbitraries.of(PrecisionChoice.class),
                        Arbitraries.of("", "cache", "/var/cache/winnow"))
                .filter((name, device, workers, precision, cache) -> name.computesIn(precision)
                        && (name == EngineName.PYTORCH || device == DeviceChoice.AUTO)
                        && (device != DeviceChoice.CPU || precision != PrecisionChoice.FP16)
                        && (device != DeviceChoice.CUDA || precision != PrecisionChoice.INT8))
                .as(EngineConfig::new);
    }

    private static Arbitrary<ModelConfig> model() {
        Arbitrary<Double> offsets =
                Arbitraries.integers().between(-1_000, 1_000).map(thousandths -> thousandths / 1e3);
        return Combinators.combine(
                        offsets,
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.doubles().between(0, 1))
                .as(ModelConfig::new);
    }

    private static Arbitrary<ApplicationConfig> application() {
        return Combinators.combine(
                        topic(),
                        Arbitraries.of(Guarantee.class),
                        Arbitraries.integers().between(1, 64),
                        duration(10, 60_000),
                        duration(1_000, 600_000))
                .as(ApplicationConfig::new);
    }

    private static Arbitrary<RegistryConfig> registry() {
        return Combinators.combine(
                        Arbitraries.of("http://a:1", "https://h/ä?b=c#d", "mock://x y"),
                        Arbitraries.of(true, false),
                        Arbitraries.of(SubjectNaming.class),
                        duration(100, 60_000),
                        Arbitraries.integers().between(1, 100_000),
                        Arbitraries.of("", "me").map(user -> new RegistryAuthConfig(user, "", "")),
                        Arbitraries.of("PEM", "JKS", "PKCS12")
                                .map(type -> new RegistryTlsConfig("/a b", "", type, "", "", type, "")))
                .as(RegistryConfig::new);
    }

    private static Arbitrary<Map<String, String>> kafka() {
        Arbitrary<String> values = Arbitraries.strings()
                .ofMaxLength(30)
                .filter(text -> text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE))
                .filter(text -> Secrets.mask("x", text).equals(text));
        Arbitrary<String> words = Arbitraries.of(
                "null", "true", "no", "1", "1e3", "0x1", "~", "- x", "a: b", "a #b", "'", "\"", "&x", "*x");
        Arbitrary<String> names =
                Arbitraries.strings().withCharRange('a', 'h').ofMinLength(1).ofMaxLength(8);
        return Arbitraries.maps(
                        Combinators.combine(names, names).as((a, b) -> a + "." + b), Arbitraries.oneOf(values, words))
                .ofMaxSize(5)
                .map(map -> {
                    map.put("bootstrap.servers", "h:1");
                    return Map.copyOf(map);
                });
    }

    private static Arbitrary<List<PipelineConfig>> pipelines() {
        Arbitrary<String> bundles = Arbitraries.of("moderation", "/a b/c", "C:\\x", "./ü", "yes", "1");
        return Arbitraries.integers()
                .between(1, 4)
                .flatMap(size -> bundles.list().ofSize(size).map(names -> IntStream.range(0, size)
                        .mapToObj(i -> new PipelineConfig(names.get(i), "in-" + i, "out-" + i))
                        .toList()));
    }

    private static Arbitrary<String> topic() {
        return Arbitraries.strings()
                .withChars("abcXYZ019._-")
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(name -> !name.equals(".") && !name.equals(".."));
    }

    private static Arbitrary<Duration> duration(int leastMillis, int mostMillis) {
        return Arbitraries.integers().between(leastMillis, mostMillis).map(Duration::ofMillis);
    }
}
