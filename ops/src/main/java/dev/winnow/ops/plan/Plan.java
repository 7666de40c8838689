package dev.winnow.ops.plan;

/**
 * What one load needs.
 *
 * @param documentsPerSecond the load, outside of bursts
 * @param leastCores that it keeps busy all the time: {@code rate · cost}
 * @param cores to buy
 * @param instances with the spare ones
 * @param partitions of the input and of the output topic each
 * @param memoryGiB of all instances
 * @param brokerMegabytesPerSecond written by all brokers together with three replicas; they send as much
 * @param commitsPerSecond transactions of all instances
 * @param markersPerSecond that these transactions write at their end
 * @param utilisation of the cores of the instance with most partitions, outside of bursts, with the spare instances gone
 * @param expectedP99Seconds of the same by formula
 * @param simulatedP99Seconds in the simulator: mean of the instances simulated, all that are left or the one with most partitions
 * @param worstP99Seconds of the worst of them
 * @param simulatedUtilisation share of the time that their workers computed, bursts included
 */
public record Plan(
        double documentsPerSecond,
        double leastCores,
        long cores,
        long instances,
        long partitions,
        double memoryGiB,
        double brokerMegabytesPerSecond,
        double commitsPerSecond,
        double markersPerSecond,
        double utilisation,
        double expectedP99Seconds,
        double simulatedP99Seconds,
        double worstP99Seconds,
        double simulatedUtilisation) {}
