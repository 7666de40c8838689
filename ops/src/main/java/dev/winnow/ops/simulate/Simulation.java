package dev.winnow.ops.simulate;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.control.Actuation;
import dev.winnow.topology.control.LoadSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One instance with one bundle under a load, as a discrete-event model: documents arrive, stream threads take them in, the
 * batcher forms micro-batches of them, the engine takes its time for each, commits make results readable, and every control
 * period something turns the knob, knowing no more than it would know in earnest. It runs until every document has its result.
 *
 * <p>Left out: the network, fetches, rebalances and pauses of the JVM. What runs beside the engine only makes its calls longer
 * ({@link Slowdown}).
 */
public final class Simulation {

    private static final double NANOS = 1e9;
    private static final double LATE = 0.01;
    private static final double PERIOD_SECONDS = Scenario.PERIOD.toNanos() / NANOS;
    private static final double FIGURES_SECONDS = Scenario.FIGURES.toNanos() / NANOS;

    private final Scenario scenario;
    private final Governor governor;
    private final EventQueue events = new EventQueue();
    private final Recorder recorder;
    private final SplittableRandom lengths;
    private final SplittableRandom partitions;
    private final SplittableRandom phases;
    private final Arrivals.Moments moments;
    private final List<SimulatedThread> threads = new ArrayList<>();
    private final SimulatedBatcher batcher;
    private BrokerFigures figures = BrokerFigures.NONE;
    private WorkDone doneBefore = WorkDone.NONE;
    private long takenInBefore;
    private long documentsBefore;
    private long documents;
    private double arrivalsPerSecond;
    private boolean ended;

    private Simulation(Scenario scenario, Governor governor, Actuation first) {
        SplittableRandom random = new SplittableRandom(scenario.seed());
        this.scenario = scenario;
        this.governor = governor;
        this.recorder = new Recorder(scenario);
        this.lengths = random.split();
        this.partitions = random.split();
        this.moments = scenario.arrivals().moments(random.split());
        this.batcher = new SimulatedBatcher(
                events,
                scenario.engine(),
                scenario.instance(),
                first,
                random.split(),
                () -> arrivalsPerSecond,
                this::takeIn);
        this.phases = random.split();
        for (int i = 0; i < scenario.instance().threads(); i++) {
            threads.add(new SimulatedThread(
                    events, scenario.instance(), document -> recorder.emitted(document, events.nowNanos())));
        }
    }

    /**
     * Runs a load to its end.
     *
     * @param governor of this run alone: it has a memory
     * @param first what is in force at the start
     */
    public static SimulationResult run(Scenario scenario, Governor governor, Actuation first) {
        return new Simulation(scenario, governor, first).run();
    }

    /** Runs a load to its end, at the full encoder until the governor says otherwise. */
    public static SimulationResult run(Scenario scenario, Governor governor) {
        return run(
                scenario,
                governor,
                new Actuation(DeltaOffset.FULL, scenario.instance().batch(), false));
    }

    /**
     * Whether 99 of 100 results are in time. It stops as soon as more are late, for the queue of a load that is far too large
     * would take all memory.
     */
    public static boolean holdsObjective(Scenario scenario, Governor governor, Actuation first) {
        double expected = scenario.arrivals().meanRate() * scenario.arrivals().seconds();
        Simulation simulation = new Simulation(scenario, governor, first);
        simulation.start();
        while (!simulation.isOver() && simulation.recorder.late() <= LATE * expected) {
            simulation.events.advance();
        }
        return simulation.recorder.late() <= LATE * simulation.recorder.results();
    }

    private SimulationResult run() {
        start();
        while (!isOver()) {
            events.advance();
        }
        double seconds = events.nowNanos() / NANOS;
        scenario.relief().ifPresent(relief -> recorder.relieved(seconds - relief, 0));
        return recorder.result(documents, seconds, batcher.done().nanos() / NANOS);
    }

    private boolean isOver() {
        return ended && recorder.results() == documents;
    }

    private void start() {
        for (int i = 0; i < threads.size(); i++) {
            threads.get(i).start(batcher, (i + 1.0) / threads.size());
        }
        planArrival();
        // Nothing keeps the clocks of an instance in step with its load.
        events.in((long) (Scenario.PERIOD.toNanos() * phases.nextDouble()), this::nextPeriod);
        events.in((long) (Scenario.FIGURES.toNanos() * phases.nextDouble()), this::askBroker);
    }

    private void planArrival() {
        double next = moments.next();
        if (next == Double.POSITIVE_INFINITY) {
            events.at((long) (scenario.arrivals().seconds() * NANOS), () -> ended = true);
        } else {
            events.at((long) (next * NANOS), this::arrive);
        }
    }

    private void arrive() {
        documents++;
        SimulatedThread thread = threads.get(partitions.nextInt(threads.size()));
        thread.arrived(
                new SimulatedDocument(events.nowNanos(), scenario.lengths().draw(lengths), thread));
        planArrival();
    }

    private void takeIn() {
        threads.forEach(SimulatedThread::takeIn);
    }

    private void askBroker() {
        figures = figures.next(documents, FIGURES_SECONDS);
        events.in(Scenario.FIGURES.toNanos(), this::askBroker);
    }

    private void control() {
        arrivalsPerSecond = (documents - documentsBefore) / PERIOD_SECONDS;
        Actuation actuation = governor.next(sample());
        batcher.actuate(actuation);
        record(actuation);
        nextPeriod();
    }

    private void nextPeriod() {
        doneBefore = batcher.done();
        takenInBefore = batcher.takenIn();
        documentsBefore = documents;
        events.in(Scenario.PERIOD.toNanos(), this::control);
    }

    private LoadSample sample() {
        long unread = figures.unread(batcher.takenIn());
        double takenIn = (batcher.takenIn() - takenInBefore) / PERIOD_SECONDS;
        WorkDone done = batcher.done().since(doneBefore);
        return new LoadSample(
                Scenario.PERIOD,
                unread == 0 ? takenIn : figures.perSecond(),
                done.documents() / PERIOD_SECONDS,
                batcher.pending(),
                unread,
                Duration.ofNanos(events.nowNanos() - batcher.oldestBornNanos()),
                done.cost(),
                scenario.instance().workers(),
                1,
                new DeltaOffset(batcher.offset()),
                new DeltaOffset(1));
    }

    private void record(Actuation actuation) {
        double now = events.nowNanos() / NANOS;
        long unread = threads.stream().mapToLong(SimulatedThread::unread).sum();
        recorder.period(
                new SimulationResult.Moment(
                        now,
                        arrivalsPerSecond,
                        batcher.pending() + unread,
                        actuation.offset().value()),
                actuation.overloaded());
        scenario.relief().stream()
                .filter(relief -> now > relief)
                .forEach(relief -> recorder.relieved(now - relief, oldestAge()));
    }

    private double oldestAge() {
        long oldest = threads.stream()
                .mapToLong(SimulatedThread::oldestUnreadBornNanos)
                .min()
                .orElseThrow();
        return (events.nowNanos() - Math.min(oldest, batcher.oldestBornNanos())) / NANOS;
    }
}
