package dev.winnow.ops.demo;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.ops.embedded.EmbeddedBroker;
import dev.winnow.ops.embedded.Topics;
import dev.winnow.ops.exit.ExitHook;
import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistrySettings;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.lifecycle.WinnowApp;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Starts everything in this process, feeds documents and accounts for each of them. */
public final class Demo {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int PARTITIONS = 2;
    private static final String LARGEST_RECORD_BYTES = String.valueOf(16 * 1024 * 1024);

    private final DemoPlan plan;
    private final DemoOptions options;
    private final DemoView view;

    public Demo(DemoOptions options, DemoView view) {
        this.plan = new DemoPlan(options);
        this.options = options;
        this.view = view;
    }

    /**
     * Runs until every document has its result, or none has come for a while.
     *
     * @throws IOException when the input cannot be read
     */
    public DemoSummary run() throws IOException {
        try (DocumentSource source = plan.documents(view::note)) {
            view.note("Starting a Kafka broker in this process ...");
            try (EmbeddedBroker broker = EmbeddedBroker.start()) {
                return run(source, broker);
            }
        }
    }

    private DemoSummary run(DocumentSource source, EmbeddedBroker broker) {
        WinnowConfig config = plan.config(broker.bootstrapServers());
        createTopics(config, broker.bootstrapServers());
        broker.leaveExitToOwner();
        try (WinnowApp app = new WinnowApp(config, pipeline -> load(pipeline, config));
                ExitHook exit = ExitHook.interrupted(() -> {
                    app.close();
                    broker.close();
                });
                AvroSerdes serdes = new AvroSerdes(RegistrySettings.inProcess(DemoPlan.REGISTRY))) {
            app.start();
            app.awaitRunning(TIMEOUT);
            return feed(source, app, serdes, config, broker.bootstrapServers());
        }
    }

    private BundleClassifier load(PipelineConfig pipeline, WinnowConfig config) {
        view.note("Loading bundle '" + pipeline.bundle() + "' ...");
        return BundleClassifier.load(
                Bundle.open(pipeline.bundle()), config.engine().precision());
    }

    private static void createTopics(WinnowConfig config, String servers) {
        Stream<String> pipelineTopics =
                config.pipelines().stream().flatMap(pipeline -> Stream.of(pipeline.input(), pipeline.output()));
        List<NewTopic> topics = new ArrayList<>(
                Stream.concat(pipelineTopics, Stream.of(config.deadLetters().topic()))
                        .map(name -> Topics.topic(name, PARTITIONS, Map.of("max.message.bytes", LARGEST_RECORD_BYTES)))
                        .toList());
        topics.add(Topics.topic(config.control().topic(), 1, Map.of("cleanup.policy", "compact")));
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers))) {
            new Topics(admin, TIMEOUT).create(topics);
        }
    }

    private DemoSummary feed(
            DocumentSource source, WinnowApp app, AvroSerdes serdes, WinnowConfig config, String servers) {
        Ledger ledger = new Ledger();
        Measurements measured = new Measurements();
        List<String> outputs =
                config.pipelines().stream().map(PipelineConfig::output).toList();
        try (ResultReader results = new ResultReader(
                        serdes.classification().deserializer(),
                        servers,
                        outputs,
                        config.deadLetters().topic());
                Feeder feeder =
                        new Feeder(source, ledger, serdes.document().serializer(), servers, options.inFlight())) {
            view.expects(source.expected());
            view.note("Streaming, " + options.inFlight() + " documents under way at most");
            Accounting accounting =
                    new Accounting(ledger, measured, view, feeder, new Sampling(source.expected(), System.nanoTime()));
            feeder.start();
            accounting.untilSettled(results, app);
            app.close();
            accounting.untilEnd(results);
            DemoSummary summary = DemoSummary.of(ledger, measured, source.badRows(), options.inFlight());
            view.summary(summary);
            return summary;
        }
    }
}
