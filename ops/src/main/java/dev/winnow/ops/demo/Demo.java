package dev.winnow.ops.demo;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.ops.embedded.EmbeddedBroker;
import dev.winnow.ops.embedded.Topics;
import dev.winnow.ops.exit.ExitHook;
import dev.winnow.ops.knob.AutoWish;
import dev.winnow.ops.knob.KnobChange;
import dev.winnow.ops.knob.KnobTarget;
import dev.winnow.ops.knob.Signature;
import dev.winnow.ops.knob.WrittenPolicy;
import dev.winnow.ops.run.Management;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Starts everything in this process, feeds documents and accounts for each of them. */
public final class Demo {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration OBJECTIVE = Duration.ofMillis(500);

    /** As trained, and not the full encoder, which keeps every token and has no rationale to show. */
    private static final int PARTITIONS = 2;

    private static final String LARGEST_RECORD_BYTES = String.valueOf(16 * 1024 * 1024);

    /** Of each partition of a demo without end; segments are what the broker deletes. */
    private static final String KEPT_BYTES = String.valueOf(256 * 1024 * 1024);

    private static final String SEGMENT_BYTES = String.valueOf(64 * 1024 * 1024);

    private final DemoPlan plan;
    private final DemoOptions options;
    private final DemoView view;
    private final EngineSpeed speed = new EngineSpeed();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Feeder feeding;
    private volatile boolean complete;

    public Demo(DemoOptions options, DemoView view) {
        this.plan = new DemoPlan(options);
        this.options = options;
        this.view = view;
    }

    /**
     * Runs until every document has its result, or none has come for a while.
     *
     * @param report gets the summary, also where the process is told to end
     * @throws IOException when the input cannot be read
     */
    public DemoSummary run(Consumer<DemoSummary> report) throws IOException {
        try {
            DemoSummary summary = perform();
            report.accept(summary);
            complete = summary.isComplete();
            return summary;
        } finally {
            ended.countDown();
        }
    }

    private DemoSummary perform() throws IOException {
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
        WinnowApp app = new WinnowApp(config, pipeline -> load(pipeline, config));
        try (Management management = Management.open(config, app);
                app;
                ExitHook exit = exitHook(app, broker);
                AvroSerdes serdes = new AvroSerdes(RegistrySettings.inProcess(DemoPlan.REGISTRY))) {
            management.url().ifPresent(url -> view.note("The console: " + url + "/console"));
            app.start();
            app.awaitRunning(TIMEOUT);
            if (options.keepRunning()) {
                askForController(config);
            }
            return feed(source, app, serdes, config, broker.bootstrapServers());
        }
    }

    /** What has no end of its own is told to end, and then finishes as if it had one. */
    private ExitHook exitHook(WinnowApp app, EmbeddedBroker broker) {
        Runnable abandon = () -> {
            app.close();
            broker.close();
        };
        return options.keepRunning()
                ? ExitHook.draining(() -> finish(abandon), () -> complete ? 0 : 1)
                : ExitHook.interrupted(abandon);
    }

    private void finish(Runnable abandon) {
        Feeder running = feeding;
        if (running == null) {
            abandon.run();
            return;
        }
        view.note("Finishing what is under way ...");
        running.finish();
        try {
            if (!ended.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                abandon.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The offset of the options is the one without load. A bundle without a calibration keeps it. */
    private void askForController(WinnowConfig config) {
        KnobChange hold = new KnobChange.Auto(new AutoWish(OBJECTIVE, null, null, options.offset(), null, null));
        Signature signature = new Signature("winnow demo", "hold half a second through the bursts");
        for (PipelineConfig pipeline : config.pipelines()) {
            KnobTarget target = KnobTarget.of(pipeline.bundle(), config);
            if (target.calibration().isPresent()) {
                var unused = WrittenPolicy.write(config, target, hold, signature);
            } else {
                view.note("No controller for '" + target.name() + "': it has no calibration.");
            }
        }
    }

    private BundleClassifier load(PipelineConfig pipeline, WinnowConfig config) {
        view.note("Loading bundle '" + pipeline.bundle() + "' ...");
        BundleClassifier classifier = BundleClassifier.load(
                Bundle.open(pipeline.bundle()), config.engine().engine(config.batch()));
        speed.knows(classifier.model(), classifier.calibration());
        return classifier;
    }

    private void createTopics(WinnowConfig config, String servers) {
        Stream<String> pipelineTopics =
                config.pipelines().stream().flatMap(pipeline -> Stream.of(pipeline.input(), pipeline.output()));
        List<NewTopic> topics = new ArrayList<>(
                Stream.concat(pipelineTopics, Stream.of(config.deadLetters().topic()))
                        .map(name -> Topics.topic(name, PARTITIONS, recordSettings()))
                        .toList());
        topics.add(Topics.topic(config.control().topic(), 1, Map.of("cleanup.policy", "compact")));
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers))) {
            new Topics(admin, TIMEOUT).create(topics);
        }
    }

    /** A demo without end keeps the last records only; one with an end counts on all of them. */
    private Map<String, String> recordSettings() {
        return options.keepRunning()
                ? Map.of(
                        "max.message.bytes", LARGEST_RECORD_BYTES,
                        "retention.bytes", KEPT_BYTES,
                        "segment.bytes", SEGMENT_BYTES)
                : Map.of("max.message.bytes", LARGEST_RECORD_BYTES);
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
                Feeder feeder = new Feeder(
                        source,
                        ledger,
                        serdes.document().serializer(),
                        servers,
                        options.mostUnderWay(),
                        options.keepRunning() ? Pace.wave(speed, app::knobs) : Pace.NONE)) {
            view.expects(source.expected());
            view.note(
                    options.keepRunning()
                            ? "Streaming a load that comes in waves, until Ctrl-C"
                            : "Streaming, " + options.inFlight() + " documents under way at most");
            Accounting accounting =
                    new Accounting(ledger, measured, view, feeder, new Sampling(source.expected(), System.nanoTime()));
            feeder.start();
            feeding = feeder;
            accounting.untilSettled(results, app);
            app.close();
            accounting.untilEnd(results);
            DemoSummary summary = DemoSummary.of(ledger, measured, source.badRows(), options.mostUnderWay());
            view.summary(summary);
            return summary;
        }
    }
}
