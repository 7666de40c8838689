package dev.winnow.ops.demo;

import dev.winnow.ops.demo.BuiltInTexts.Kind;
import dev.winnow.topology.config.ApplicationConfig;
import dev.winnow.topology.config.ConsoleConfig;
import dev.winnow.topology.config.EngineConfig;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.ManagementConfig;
import dev.winnow.topology.config.ModelConfig;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.RegistryConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Which texts go through which bundle: comments through {@code moderation} and news through {@code topics}, a file through
 * {@code moderation}, and everything there is through a bundle that was asked for.
 */
record DemoPlan(DemoOptions options) {
    static final String REGISTRY = "winnow-demo";

    private static final PipelineConfig MODERATION = new PipelineConfig("moderation", "comments", "comment-labels");
    private static final PipelineConfig TOPICS = new PipelineConfig("topics", "news", "news-labels");
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

    List<PipelineConfig> pipelines() {
        if (options.bundle().isPresent()) {
            return List.of(pipeline(options.bundle().get()));
        }
        return options.input().isPresent() ? List.of(MODERATION) : List.of(MODERATION, TOPICS);
    }

    private static PipelineConfig pipeline(String bundle) {
        return List.of(MODERATION, TOPICS).stream()
                .filter(known -> known.bundle().equals(bundle))
                .findFirst()
                .orElse(new PipelineConfig(bundle, "documents", "labels"));
    }

    /** The documents; {@code badRow} is told of each line of a file that holds none. */
    DocumentSource documents(Consumer<String> badRow) throws IOException {
        List<PipelineConfig> pipelines = pipelines();
        if (options.input().isPresent()) {
            return DocumentFile.open(options.input().get(), pipelines.get(0).input(), options.documents(), badRow);
        }
        return options.keepRunning()
                ? new EndlessTexts(kinds(pipelines))
                : new BuiltInTexts(kinds(pipelines), options.documents());
    }

    private static List<Kind> kinds(List<PipelineConfig> pipelines) {
        if (pipelines.equals(List.of(MODERATION))) {
            return List.of(Kind.comments(MODERATION.input()));
        }
        if (pipelines.equals(List.of(TOPICS))) {
            return List.of(Kind.news(TOPICS.input()));
        }
        return List.of(
                Kind.comments(pipelines.get(0).input()),
                Kind.news(pipelines.get(pipelines.size() - 1).input()));
    }

    /** Configuration of the stream: the defaults, but a shorter commit interval, since a spectator waits for results. */
    WinnowConfig config(String bootstrapServers) {
        ApplicationConfig application = ApplicationConfig.defaults();
        ModelConfig model = ModelConfig.defaults();
        return WinnowConfig.defaults().toBuilder()
                .application(new ApplicationConfig(
                        "winnow-demo",
                        Guarantee.EXACTLY_ONCE,
                        application.threads(),
                        COMMIT_INTERVAL,
                        application.shutdownTimeout()))
                .kafka(Map.of("bootstrap.servers", bootstrapServers))
                .registry(RegistryConfig.inProcess(REGISTRY))
                .engine(new EngineConfig(EngineConfig.defaults().workers(), options.precision()))
                .model(new ModelConfig(options.offset().value(), model.rationaleSpans(), model.shadowShare()))
                .management(ManagementConfig.at(
                        options.console().map(port -> "127.0.0.1:" + port).orElse("")))
                .console(new ConsoleConfig(options.console().isPresent(), true, ""))
                .pipelines(pipelines())
                .build();
    }
}
