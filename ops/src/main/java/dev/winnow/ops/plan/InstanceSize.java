package dev.winnow.ops.plan;

/**
 * The instances to buy.
 *
 * @param workers cores of one, each with a worker
 * @param memoryMiB of one
 */
public record InstanceSize(int workers, double memoryMiB) {

    private static final double MIB = 1_000;
    private static final double MIB_PER_WORKER = 100;

    public InstanceSize {
        if (workers < 1 || workers > 256 || !(memoryMiB > 0)) {
            throw new IllegalArgumentException("an instance has 1 to 256 workers and some memory");
        }
    }

    /** With the memory that {@code winnow bench start} found for one bundle, and a quarter more. */
    public static InstanceSize measured(int workers) {
        return new InstanceSize(workers, MIB + MIB_PER_WORKER * workers);
    }
}
