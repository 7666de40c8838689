package dev.winnow.ops.simulate;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What is simulated, apart from what turns the knob.
 *
 * @param arrivals of this one instance
 * @param lengths of the documents
 * @param engine what computes them
 * @param instance how it is set up
 * @param objective age that counts as too late
 * @param relief second after which the load can be served again, for a step; what follows is the drain
 * @param seed one seed, one run
 */
public record Scenario(
        Arrivals arrivals,
        DocumentLengths lengths,
        EngineModel engine,
        InstanceSettings instance,
        Duration objective,
        OptionalDouble relief,
        long seed) {

    /** How often the knob may be turned. */
    static final Duration PERIOD = Duration.ofMillis(200);

    /** How often the broker is asked for its figures. */
    static final Duration FIGURES = Duration.ofSeconds(1);

    /** Documents a second of the instance at offset -1, in full batches. */
    public double capacity() {
        return engine.cost().capacity(instance.workers(), instance.batch().tokens(), lengths.mean());
    }

    /** The same load and machine with other chance. */
    public Scenario withSeed(long other) {
        return new Scenario(arrivals, lengths, engine, instance, objective, relief, other);
    }

    /** The same machine and chance with another load. */
    public Scenario with(Arrivals other) {
        return new Scenario(other, lengths, engine, instance, objective, relief, seed);
    }
}
