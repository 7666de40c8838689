package dev.winnow.ops.simulate;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.control.Actuation;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.BatchShape;
import dev.winnow.topology.control.Controller;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Equal instances that share a load. Documents are spread evenly by their keys, so one instance with its share stands for all,
 * and a load of millions of documents a second costs no more to simulate than that of one machine.
 */
public final class Fleet {

    private static final long MOST_TIMES = 1_000;
    private static final long PRECISION = 100;

    /** How often an interval from N to 2 N is halved until it is so small. */
    private static final int HALVINGS = 6;

    /** Hears of a simulation that is done: how many are, of about how many, and of how many instances the next one is. */
    @FunctionalInterface
    public interface Tries {
        void next(long done, long total, long instances);
    }

    private final Scenario whole;
    private final double fastest;
    private final Actuation first;
    private final Supplier<Governor> governors;

    private Fleet(Scenario whole, DeltaOffset fastest, Actuation first, Supplier<Governor> governors) {
        this.whole = whole;
        this.fastest = whole.engine().curve().at(fastest.value()).throughputRatio();
        this.first = first;
        this.governors = governors;
    }

    /**
     * Instances that each have a controller.
     *
     * @param whole with the load of all of them
     */
    public static Fleet controlled(Scenario whole, AutoPolicy policy) {
        BatchShape batch = whole.instance().batch();
        Controller controller = new Controller(whole.engine().curve(), policy, batch);
        return new Fleet(
                whole,
                policy.most(),
                new Actuation(DeltaOffset.FULL, batch, false),
                () -> Governor.controlled(controller));
    }

    /**
     * Instances whose offset nobody turns.
     *
     * @param whole with the load of all of them
     */
    public static Fleet fixed(Scenario whole, DeltaOffset offset) {
        BatchShape batch = whole.instance().batch();
        return new Fleet(whole, offset, new Actuation(offset, batch, false), () -> Governor.fixed(offset, batch));
    }

    /** What one of so many instances does. */
    public SimulationResult run(long instances) {
        return Simulation.run(share(instances), governors.get(), first);
    }

    /**
     * The least number of instances that hold the objective, to 1 %. More instances are never worse, so it doubles until enough
     * do and then halves the interval.
     *
     * @return empty where the objective is missed however little each instance has to do
     */
    public OptionalLong size(Tries tries) {
        long least = fewest();
        long enough = least;
        long tooFew = least - 1;
        long done = 0;
        tries.next(done, done + HALVINGS, enough);
        while (!holds(enough)) {
            if (enough > MOST_TIMES * least) {
                return OptionalLong.empty();
            }
            tooFew = enough;
            enough *= 2;
            done++;
            tries.next(done, done + HALVINGS, enough);
        }
        long total = done + HALVINGS;
        while (tooFew + 1 < enough && (enough - tooFew) * PRECISION > enough) {
            long middle = (tooFew + enough) / 2;
            done++;
            tries.next(done, Math.max(done, total), middle);
            if (holds(middle)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return OptionalLong.of(enough);
    }

    /** With fewer the mean of the load is more than the fastest offset does. */
    private long fewest() {
        return (long) Math.max(1, whole.arrivals().meanRate() / (whole.capacity() * fastest));
    }

    private boolean holds(long instances) {
        return Simulation.holdsObjective(share(instances), governors.get(), first);
    }

    private Scenario share(long instances) {
        return whole.with(whole.arrivals().share(1.0 / instances));
    }
}
