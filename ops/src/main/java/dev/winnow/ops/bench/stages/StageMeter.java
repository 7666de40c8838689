package dev.winnow.ops.bench.stages;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Processor time and memory that stages take on the calling thread.
 *
 * <p>Memory is what lies in the heap; tensors lie outside it. Not safe for use by several threads.
 */
final class StageMeter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Map<Stage, Long> nanos = new EnumMap<>(Stage.class);
    private final Map<Stage, Long> bytes = new EnumMap<>(Stage.class);

    /** Does the work on account of the stage. */
    <T> T measure(Stage stage, Supplier<T> work) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = THREADS.getCurrentThreadCpuTime();
        T result = work.get();
        nanos.merge(stage, THREADS.getCurrentThreadCpuTime() - start, Long::sum);
        bytes.merge(stage, THREADS.getCurrentThreadAllocatedBytes() - allocated, Long::sum);
        return result;
    }

    /** Nanoseconds of processor time. */
    long nanos(Stage stage) {
        return nanos.getOrDefault(stage, 0L);
    }

    /** Of all stages. */
    long nanos() {
        return nanos.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Bytes of the heap. */
    long bytes(Stage stage) {
        return bytes.getOrDefault(stage, 0L);
    }
}
