package dev.winnow.ops.plan;

import dev.winnow.ops.simulate.SimulationResult;
import dev.winnow.topology.config.ApplicationConfig;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * Sizes equal instances for a load. Documents are spread evenly by their keys and a random share of a Poisson stream is one
 * again, so an instance gets its share of the partitions' documents, and simulating a fleet is simulating each instance with its
 * share and chance of its own.
 *
 * <p>What counts is the instance with most partitions: where they cannot be divided evenly, it has one more than others.
 */
public final class Planner {

    /**
     * Of each stream thread. With two, the neighbours of an instance that is gone would have half as much again; with eight one in
     * sixteen. {@code winnow bench scale} finds no cost of partitions up to 64 an instance.
     */
    private static final int PARTITIONS_PER_THREAD = 8;

    private static final double MIB_PER_GIB = 1024;
    private static final double ROUNDING = 1 + 1e-9;

    private final InstanceModel model;
    private final InstanceSize size;
    private final RecordSizes records;
    private final double limit;

    /**
     * @param limit documents a second that an instance holds the objective with
     */
    public Planner(InstanceModel model, InstanceSize size, RecordSizes records, double limit) {
        this.model = model;
        this.size = size;
        this.records = records;
        this.limit = limit;
    }

    /**
     * Instances and what they share.
     *
     * @param working those that are there when the spare ones are gone
     */
    private record Fleet(long working, long instances, long partitions) {

        /** Share of all documents that an instance gets. */
        double share(long instance) {
            long extra = instance < partitions % working ? 1 : 0;
            return (partitions / working + extra) / (double) partitions;
        }

        /** Share of the instance that gets most. */
        double largest() {
            return share(0);
        }
    }

    private Fleet fleet(long working) {
        long instances = working + model.target().spare();
        return new Fleet(
                working, instances, instances * ApplicationConfig.defaults().threads() * PARTITIONS_PER_THREAD);
    }

    /** What a fleet of so many cores carries, its spare instances gone; 0 where nothing else is left. */
    public double carriedBy(long cores) {
        long working = cores / size.workers() - model.target().spare();
        return working < 1 ? 0 : limit / fleet(working).largest();
    }

    /**
     * The fleet for a load.
     *
     * @param each whether every instance is simulated, or the one with most partitions alone
     */
    public Plan plan(double rate, boolean each) {
        Fleet fleet = enough(rate);
        List<SimulationResult> runs = LongStream.range(0, each ? fleet.working() : 1)
                .parallel()
                .mapToObj(instance -> model.simulate(rate * fleet.share(instance), model.seed() + instance))
                .toList();
        double commits = fleet.instances() * commitsPerSecond();
        double most = rate * fleet.largest();
        return new Plan(
                rate,
                rate * model.cost().millis() / 1e3,
                fleet.instances() * size.workers(),
                fleet.instances(),
                fleet.partitions(),
                fleet.instances() * size.memoryMiB() / MIB_PER_GIB,
                records.written(rate),
                commits,
                commits * (PARTITIONS_PER_THREAD + 1),
                model.utilisation(most),
                model.expectedP99(most),
                mean(runs, SimulationResult::p99AgeSeconds),
                runs.stream().mapToDouble(SimulationResult::p99AgeSeconds).max().orElseThrow(),
                mean(runs, run -> run.engineSeconds() / run.seconds() / size.workers()));
    }

    private Fleet enough(double rate) {
        long working = (long) Math.max(1, Math.ceil(rate / limit / ROUNDING));
        while (rate * fleet(working).largest() > limit * ROUNDING) {
            working++;
        }
        return fleet(working);
    }

    private static double mean(List<SimulationResult> runs, ToDoubleFunction<SimulationResult> figure) {
        return runs.stream().mapToDouble(figure).average().orElseThrow();
    }

    /** Each stream thread has a transaction in every commit interval. */
    private static double commitsPerSecond() {
        ApplicationConfig defaults = ApplicationConfig.defaults();
        return defaults.threads() * 1e3 / defaults.commitInterval().toMillis();
    }
}
