package dev.winnow.ops.faults;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** How a model misbehaves. Each says so on the standard output of its process. */
enum Mood {
    /** Refuses the fifth batch and two of a hundred, at random; the same documents may pass a moment later. */
    FAILING {
        @Override
        Runnable disturbance() {
            Random random = new Random();
            AtomicInteger batches = new AtomicInteger();
            return () -> {
                if (batches.incrementAndGet() == 5 || random.nextInt(100) < 2) {
                    System.out.println(REFUSED);
                    throw new IllegalStateException("the model refuses this batch");
                }
            };
        }
    },

    /** Takes its time for the first batch. */
    SLOW {
        @Override
        Runnable disturbance() {
            AtomicBoolean slept = new AtomicBoolean();
            return () -> {
                if (slept.compareAndSet(false, true)) {
                    System.out.println(SLEEPS);
                    pause(NAP);
                }
            };
        }
    };

    static final String REFUSED = "the model refuses";
    static final String SLEEPS = "the model sleeps";
    static final Duration NAP = Duration.ofSeconds(15);

    /** To be run before every batch, by several threads. */
    abstract Runnable disturbance();

    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
