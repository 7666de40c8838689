package dev.winnow.ops.demo;

import dev.winnow.topology.knob.KnobsReport;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** When the next document goes: at once, or as a {@link LoadWave} would have it. For one thread. */
interface Pace {
    /** As soon as there is room. */
    Pace NONE = () -> {};

    /** Waits until the next document is due. */
    void await() throws InterruptedException;

    /** Follows the wave, in terms of the speed that was learnt by then. */
    static Pace wave(EngineSpeed speed, Supplier<Optional<KnobsReport>> knobs) {
        return new Wave(speed, knobs);
    }

    /** Documents fall due one by one, at a rate that is looked up five times a second. */
    final class Wave implements Pace {
        /** Before anything is known of the machine: any machine can do that. */
        private static final double FIRST_PER_SECOND = 40;

        private static final double NANOS = 1e9;
        private static final long LOOK_NANOS = 200_000_000L;

        private final EngineSpeed speed;
        private final Supplier<Optional<KnobsReport>> knobs;
        private final long began = System.nanoTime();
        private long looked = began;
        private double perSecond = FIRST_PER_SECOND;
        private double due = began;

        private Wave(EngineSpeed speed, Supplier<Optional<KnobsReport>> knobs) {
            this.speed = speed;
            this.knobs = knobs;
        }

        @Override
        public void await() throws InterruptedException {
            long now = System.nanoTime();
            if (now - looked > LOOK_NANOS) {
                looked = now;
                knobs.get().ifPresent(speed::learn);
                perSecond = speed.documentsPerSecond()
                        .map(full -> full * LoadWave.at((now - began) / NANOS))
                        .orElse(FIRST_PER_SECOND);
            }
            // What could not go in time is not made up for: it would be a burst that nobody asked for.
            due = Math.max(due, now - NANOS / perSecond) + NANOS / perSecond;
            long wait = (long) due - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
        }
    }
}
