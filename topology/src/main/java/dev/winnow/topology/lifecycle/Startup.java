package dev.winnow.topology.lifecycle;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.JsonSerializer;
import dev.winnow.topology.classify.ClassifyStep;
import dev.winnow.topology.classify.RegistryPatience;
import dev.winnow.topology.config.BatchConfig;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.control.BatchShape;
import dev.winnow.topology.control.ControlLaw;
import dev.winnow.topology.deadletter.DeadLetterGuard;
import dev.winnow.topology.deadletter.DeadLetters;
import dev.winnow.topology.deadletter.Reporter;
import dev.winnow.topology.input.DocumentReaders;
import dev.winnow.topology.knob.Knobs;
import dev.winnow.topology.microbatch.BatchPolicy;
import dev.winnow.topology.microbatch.MicroBatcher;
import dev.winnow.topology.observe.StreamObserver;
import dev.winnow.topology.overload.Shedding;
import dev.winnow.topology.pipeline.PipelineTopology;
import dev.winnow.topology.preflight.BrokerCheck;
import dev.winnow.topology.preflight.Fingerprint;
import dev.winnow.topology.preflight.GroupCheck;
import dev.winnow.topology.preflight.RegistryCheck;
import dev.winnow.topology.preflight.StartupException;
import dev.winnow.topology.preflight.TopicLimits;
import dev.winnow.topology.settings.BufferShares;
import dev.winnow.topology.settings.StreamsSettings;
import dev.winnow.topology.shadow.ShadowSample;
import dev.winnow.v1.Classification;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * Puts the parts of a process together: checks first what costs nothing, then loads and warms up the models, and makes the
 * stream threads last, for they join the group at once. Every part it opens goes into {@link OpenedParts}.
 */
final class Startup {

    /** What the application goes on with. */
    record Started(
            KafkaStreams streams,
            StreamsConfig settings,
            MicroBatcher batcher,
            List<DeadLetterGuard> guards,
            GroupCheck groupCheck,
            Knobs knobs) {}

    /** The topic was there a moment ago; one that is not read by now must not keep the stream from starting. */
    private static final Duration PATIENCE_FOR_POLICIES = Duration.ofSeconds(5);

    private final WinnowConfig config;
    private final ClassifierLoader loader;
    private final KafkaClientSupplier clients;
    private final ControlLaw.Source laws;
    private final StreamObserver observer;
    private final AppStates states;
    private final OpenedParts parts;

    Startup(
            WinnowConfig config,
            ClassifierLoader loader,
            KafkaClientSupplier clients,
            ControlLaw.Source laws,
            StreamObserver observer,
            AppStates states,
            OpenedParts parts) {
        this.config = config;
        this.loader = loader;
        this.clients = clients;
        this.laws = laws;
        this.observer = observer;
        this.states = states;
        this.parts = parts;
    }

    /** @throws StartupException when something is missing */
    Started run() {
        StateFolder folder = parts.add(new StateFolder());
        states.starting("checking broker and topics");
        String clientId =
                config.kafka().getOrDefault("client.id", config.application().id());
        TopicLimits topics = checkBroker(StreamsSettings.of(config, TopicLimits.unknown(), folder.path(), clientId));
        states.starting("checking the schema registry");
        AvroSerdes serdes = parts.add(new AvroSerdes(config.registry().settings()));
        RegistryCheck.check(config, serdes.subjects());
        Bundles bundles = bundles();
        Fingerprint fingerprint = Fingerprint.of(config.pipelines(), bundles::classifier);
        StreamsConfig settings = StreamsSettings.of(config, topics, folder.path(), fingerprint.clientId(clientId));
        GroupCheck groupCheck =
                new GroupCheck(config, () -> admin(settings), StreamsSettings.startupMillis(settings), fingerprint);
        states.starting("asking the other instances what they do");
        groupCheck.run();
        warmUp(bundles);
        Knobs knobs = knobs(bundles, serdes, settings);
        List<ClassifyStep> steps = steps(bundles, serdes, settings, topics);
        steps.forEach(step -> observer.opened(step.pipeline(), step.classifier().labels()));
        Topology topology = PipelineTopology.of(steps, PipelineTopology.SideTopics.of(config));
        KafkaStreams streams = new KafkaStreams(topology, properties(settings), clients, new SteadyTime());
        return new Started(
                streams,
                settings,
                bundles.batcher(),
                steps.stream().map(ClassifyStep::guard).toList(),
                groupCheck,
                knobs);
    }

    /** The constructor of Kafka Streams that takes a clock knows no other form. */
    private static Properties properties(StreamsConfig settings) {
        Properties properties = new Properties();
        properties.putAll(settings.originals());
        return properties;
    }

    private TopicLimits checkBroker(StreamsConfig settings) {
        String servers =
                config.kafka().getOrDefault("bootstrap.servers", "nowhere: kafka.bootstrap.servers is not set");
        try (Admin admin = admin(settings)) {
            return new BrokerCheck(admin, servers, StreamsSettings.startupMillis(settings)).check(config);
        }
    }

    private Admin admin(StreamsConfig settings) {
        return clients.getAdmin(settings.getAdminConfigs(config.application().id() + "-startup"));
    }

    private Bundles bundles() {
        ClassifierLoader announced = pipeline -> {
            states.starting("loading bundle '" + pipeline.bundle() + "'");
            return loader.load(pipeline);
        };
        MicroBatcher batcher = new MicroBatcher(policy(), BufferShares.batcher(config.batch()), observer);
        return parts.add(new Bundles(config.pipelines(), config.model().offset(), announced, batcher));
    }

    private void warmUp(Bundles bundles) {
        WarmUp warmUp = new WarmUp(bundles.batcher(), config);
        bundles.classifiers().forEach((bundle, classifier) -> {
            states.warmingUp(bundle);
            warmUp.run(bundle, classifier);
        });
    }

    private Knobs knobs(Bundles bundles, AvroSerdes serdes, StreamsConfig settings) {
        Knobs.Settings knobSettings = new Knobs.Settings(
                config.control().used(),
                config.model().offset(),
                new BatchShape(config.batch().tokens(), config.batch().linger()),
                config.engine().workers(),
                laws);
        Knobs knobs = parts.add(
                new Knobs(knobSettings, bundles.lanes(), bundles.batcher(), serdes, clients, settings, observer));
        knobs.start(PATIENCE_FOR_POLICIES);
        return knobs;
    }

    private BatchPolicy policy() {
        BatchConfig batch = config.batch();
        return new BatchPolicy(
                batch.tokens(),
                batch.documents(),
                batch.linger(),
                config.engine().workers());
    }

    private List<ClassifyStep> steps(
            Bundles bundles, AvroSerdes serdes, StreamsConfig settings, TopicLimits topicLimits) {
        RegistryPatience patience = new RegistryPatience(StreamsSettings.patience(settings));
        TopicLimits limits = topicLimits.cappedAt(StreamsSettings.largestRequest(settings));
        return config.pipelines().stream()
                .map(pipeline -> step(pipeline, bundles, serdes, patience, limits))
                .toList();
    }

    private ClassifyStep step(
            PipelineConfig pipeline,
            Bundles bundles,
            AvroSerdes serdes,
            RegistryPatience patience,
            TopicLimits limits) {
        Classifier classifier = bundles.classifier(pipeline);
        return new ClassifyStep(
                pipeline.input(),
                pipeline.output(),
                classifier,
                bundles.lane(pipeline),
                new ShadowSample(config.model().shadowShare()),
                DocumentReaders.of(config.input(), serdes),
                classifications(serdes),
                patience,
                config.model().rationaleSpans(),
                limits.of(pipeline.output()),
                letters(config.deadLetters().topic(), classifier, limits),
                new DeadLetterGuard(
                        pipeline.input(),
                        config.deadLetters().maxShare(),
                        config.deadLetters().window()),
                new Shedding(
                        config.overload(),
                        bundles.overload(pipeline),
                        letters(config.overload().topic(), classifier, limits)),
                observer,
                bundles.progress(pipeline));
    }

    private DeadLetters letters(String topic, Classifier classifier, TopicLimits limits) {
        Reporter reporter = new Reporter(config.application().id(), classifier.model(), classifier.version());
        return new DeadLetters(limits.of(topic), reporter, InstantSource.system());
    }

    private Serializer<Classification> classifications(AvroSerdes serdes) {
        return switch (config.output().format()) {
            case AVRO -> serdes.classification().serializer();
            case JSON -> new JsonSerializer<>();
        };
    }
}
