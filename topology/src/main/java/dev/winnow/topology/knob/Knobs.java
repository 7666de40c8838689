package dev.winnow.topology.knob;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.schemas.AvroSerdes;
import dev.winnow.topology.control.Actuation;
import dev.winnow.topology.control.BatchShape;
import dev.winnow.topology.control.ControlLaw;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.load.BacklogWatch;
import dev.winnow.topology.load.LoadGauge;
import dev.winnow.topology.microbatch.MicroBatcher;
import dev.winnow.topology.observe.OffsetChange;
import dev.winnow.topology.observe.StreamObserver;
import dev.winnow.topology.shadow.LiveQuality;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control loop of a process: every 200 ms it looks at each bundle, and when a policy changes at once. All decisions are made
 * by its one thread. Nothing here can stop the stream: what fails is logged, and the offset stays as it is.
 */
public final class Knobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Knobs.class);
    private static final Duration PERIOD = Duration.ofMillis(200);

    /** One bundle in the loop. */
    private record Steered(KnobbedLane bundle, PolicyGate gate, Knob knob, LoadGauge gauge) {}

    private final StreamObserver observer;
    private final MicroBatcher batcher;
    private final BatchShape configuredBatch;
    private final Admin admin;
    private final BacklogWatch broker;
    private final List<Steered> bundles;
    private final Optional<PolicyReader> reader;
    private final ControlTopicState noTopic = new ControlTopicState("", false, "control.topic is empty", Instant.now());
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "winnow-control");
        thread.setDaemon(true);
        return thread;
    });
    private BatchShape batch;
    private boolean failing;

    /**
     * What the configuration says of the knobs.
     *
     * @param topic the control topic; empty for none
     * @param offset where nobody asks for another
     * @param batch of the configuration
     * @param workers threads that compute micro-batches
     * @param laws make what decides where a policy asks for a controller
     */
    public record Settings(
            Optional<String> topic, DeltaOffset offset, BatchShape batch, int workers, ControlLaw.Source laws) {}

    /**
     * Nothing runs before the start.
     *
     * @param streams settings of all clients of the process
     * @param observer told when a knob is turned
     */
    public Knobs(
            Settings settings,
            Collection<KnobbedLane> lanes,
            MicroBatcher batcher,
            AvroSerdes serdes,
            KafkaClientSupplier clients,
            StreamsConfig streams,
            StreamObserver observer) {
        this.observer = observer;
        this.batcher = batcher;
        this.configuredBatch = settings.batch();
        this.batch = configuredBatch;
        this.admin = clients.getAdmin(
                streams.getAdminConfigs(streams.getString(StreamsConfig.CLIENT_ID_CONFIG) + "-control"));
        this.broker = new BacklogWatch(
                admin,
                isolation(streams),
                lanes.stream().map(KnobbedLane::progress).toList());
        this.bundles =
                lanes.stream().map(lane -> steered(lane, settings, serdes)).toList();
        this.reader = settings.topic()
                .map(topic -> new PolicyReader(
                        topic,
                        new ControlCluster(clients, streams, admin),
                        PolicyReader.PAUSE,
                        bundles.stream().map(Steered::gate).toList(),
                        standings -> soon(() -> ask(standings))));
    }

    private static IsolationLevel isolation(StreamsConfig streams) {
        return streams.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG).equals(StreamsConfig.EXACTLY_ONCE_V2)
                ? IsolationLevel.READ_COMMITTED
                : IsolationLevel.READ_UNCOMMITTED;
    }

    private Steered steered(KnobbedLane lane, Settings settings, AvroSerdes serdes) {
        PolicyCheck check = new PolicyCheck(lane.model().model(), lane.model().calibration());
        return new Steered(
                lane,
                new PolicyGate(check, serdes.controlPolicy().deserializer(), observer::policyArrived),
                new Knob(
                        check.bundle(),
                        check.curve(),
                        settings.offset(),
                        settings.batch(),
                        settings.laws(),
                        new LiveQuality(lane.lane().live()),
                        Instant.now()),
                new LoadGauge(lane.lane(), lane.progress(), broker, settings.workers(), System.nanoTime()));
    }

    /** Starts the loop, and waits so long at most for the policies there are. */
    public void start(Duration patience) {
        broker.start();
        // Not at a fixed rate: after a stall the periods would follow each other at once, and rates of nothing mean
        // nothing.
        var unused = clock.scheduleWithFixedDelay(
                () -> guarded(this::period), PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        reader.ifPresent(policies -> {
            policies.start();
            if (!policies.awaitCaughtUp(patience)) {
                LOG.atWarn()
                        .addKeyValue("reason", policies.state().reason())
                        .log("the control topic was not read in time; the configured offset holds until it is");
            }
        });
    }

    /** What every knob does, and why. */
    public KnobsReport report() {
        return new KnobsReport(
                reader.map(PolicyReader::state).orElse(noTopic),
                bundles.stream().map(steered -> steered.knob().status()).toList());
    }

    private void soon(Runnable change) {
        try {
            clock.execute(() -> guarded(change));
        } catch (RejectedExecutionException closing) {
            LOG.atDebug().log("a policy came too late");
        }
    }

    private void guarded(Runnable step) {
        try {
            step.run();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.atError().setCause(e).log("the control loop failed; offsets stay as they are until it works again");
            }
            failing = true;
        }
    }

    private void ask(Map<PolicyGate, Standing> standings) {
        bundles.forEach(steered -> steered.knob().ask(standings.get(steered.gate())));
        actuate(System.nanoTime());
    }

    private void period() {
        long nowNanos = System.nanoTime();
        bundles.forEach(steered -> steered.gauge().read(nowNanos));
        List<LoadGauge> busy =
                bundles.stream().map(Steered::gauge).filter(LoadGauge::isBusy).toList();
        double used = busy.stream().mapToDouble(LoadGauge::usedShare).sum();
        for (Steered steered : bundles) {
            // What the others leave of the workers, or an equal share where they take more than that.
            boolean counted = steered.gauge().isBusy();
            double others = used - (counted ? steered.gauge().usedShare() : 0);
            double equal = 1.0 / (counted ? busy.size() : busy.size() + 1);
            observe(steered, Math.min(1, Math.max(equal, 1 - others)));
        }
        actuate(nowNanos);
    }

    private static void observe(Steered steered, double workerShare) {
        Knob knob = steered.knob();
        DeltaOffset inForce = knob.status().offset();
        knob.observe(steered.gauge().sample(System.currentTimeMillis(), workerShare, inForce, knob.cap(inForce)));
    }

    private void actuate(long nowNanos) {
        Instant now = Instant.now();
        List<BatchShape> wishes = new ArrayList<>();
        for (Steered steered : bundles) {
            DeltaOffset before = steered.knob().status().offset();
            Actuation actuation = steered.knob().decide(now, steered.gauge().brokerAge(nowNanos));
            steered.bundle().lane().offset(actuation.offset());
            tell(before, steered.knob());
            steered.knob()
                    .missedObjective()
                    .ifPresentOrElse(
                            steered.bundle().overload()::begin, steered.bundle().overload()::end);
            if (steered.knob().status().mode() instanceof Policy.Mode.Auto) {
                wishes.add(actuation.batch());
            }
        }
        // Bundles share the workers, so each must bear with the batches of the others: the strictest objective counts.
        shape(wishes.stream().reduce(BatchShape::stricter).orElse(configuredBatch));
    }

    private void tell(DeltaOffset before, Knob knob) {
        KnobStatus now = knob.status();
        if (!now.offset().equals(before)) {
            observer.offsetChanged(new OffsetChange(now.bundle(), before, now.offset(), knob.reason(), now.why()));
        }
    }

    private void shape(BatchShape wanted) {
        if (!wanted.equals(batch)) {
            batcher.tune(wanted);
            batch = wanted;
        }
    }

    /** Ends the threads; offsets stay where they are. */
    @Override
    public void close() {
        reader.ifPresent(PolicyReader::close);
        broker.close();
        clock.shutdownNow();
        try {
            var unused = clock.awaitTermination(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        admin.close(Duration.ofSeconds(5));
    }
}
