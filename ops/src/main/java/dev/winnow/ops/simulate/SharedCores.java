package dev.winnow.ops.simulate;

/**
 * Processor cores that the engine's workers share with everything else: clients, tokenizers, whatever runs beside them. Without
 * it a simulated batch would take as long under load as alone, when in truth it takes longest just then.
 *
 * <pre>
 * beside   = atRest + perDocument · arrivals                                 cores that are taken
 * slowdown = max(1, busy workers ÷ (cores − min(beside, cores ÷ 2)))
 * </pre>
 *
 * Work beside the engine comes in many short pieces, which a fair scheduler lets in at once, so it takes what it needs; more than
 * half it does not get from workers that want all. One busy worker of two is not slowed down while a core is left to it.
 *
 * @param cores of the machine
 * @param atRest cores taken without any document
 * @param perDocument seconds of one core that a document takes beside the engine
 */
public record SharedCores(int cores, double atRest, double perDocument) {

    private static final double MOST_TAKEN = 0.5;

    /** Nothing else runs. */
    public static final SharedCores UNSHARED = new SharedCores(Integer.MAX_VALUE, 0, 0);

    /** Cores that were taken beside the engine while so many documents a second came. */
    public record Load(double arrivalsPerSecond, double taken) {}

    public SharedCores {
        if (cores < 1 || !(atRest >= 0) || !(perDocument >= 0)) {
            throw new IllegalArgumentException("there is a core at least, and no less than nothing is taken of it");
        }
    }

    /** The line through two loads, the second with more arrivals. */
    public static SharedCores through(int cores, Load light, Load heavy) {
        double slope = (heavy.taken() - light.taken()) / (heavy.arrivalsPerSecond() - light.arrivalsPerSecond());
        double perDocument = Math.max(0, slope);
        return new SharedCores(
                cores, Math.max(0, light.taken() - perDocument * light.arrivalsPerSecond()), perDocument);
    }

    /** How many times as long a batch takes as it would with the cores alone. */
    double slowdown(int busyWorkers, double arrivalsPerSecond) {
        double taken = Math.min(MOST_TAKEN * cores, atRest + perDocument * arrivalsPerSecond);
        return Math.max(1, busyWorkers / (cores - taken));
    }
}
