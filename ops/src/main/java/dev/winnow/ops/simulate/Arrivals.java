package dev.winnow.ops.simulate;

import java.util.random.RandomGenerator;

/** When documents come. */
public interface Arrivals {

    /** Gives one moment after the other, in seconds from the start; infinity when no more comes. */
    @FunctionalInterface
    interface Moments {
        double next();
    }

    /** The moments of one run. */
    Moments moments(RandomGenerator random);

    /** The share of them that one of several equal instances gets, 0 to 1: documents are spread evenly. */
    Arrivals share(double part);

    /** Documents a second on average. */
    double meanRate();

    /** How long the load lasts. */
    double seconds();
}
