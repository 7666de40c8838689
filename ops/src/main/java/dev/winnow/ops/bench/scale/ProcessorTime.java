package dev.winnow.ops.bench.scale;

import dev.winnow.ops.bench.stream.Feed;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.Map;

/**
 * Processor time of this process by what it was used for. Broker, sender and reader share a process with the application here,
 * as they do not in production: the names of their threads tell them apart.
 *
 * @param engineNanos workers that compute micro-batches
 * @param streamNanos all other threads of the application: stream threads, tokenizers, network
 * @param benchNanos the sender and the reader of the benchmark
 * @param brokerNanos all other threads of Java, which are the broker's for the most part
 * @param runtimeNanos what no thread of Java has used: collector and compiler of the JVM
 */
record ProcessorTime(long engineNanos, long streamNanos, long benchNanos, long brokerNanos, long runtimeNanos) {

    private static final String ENGINE = "winnow-engine-";
    private static final String WINNOW = "winnow-";

    /** Who a thread works for. */
    enum Part {
        ENGINE,
        STREAM,
        BENCH,
        BROKER
    }

    /**
     * What was used until now. Threads that have ended meanwhile are not among those of Java any more, so the threads to be
     * measured must live as long as the measurement.
     *
     * @param applicationId of the application that is measured
     */
    static ProcessorTime now(String applicationId) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<Part, Long> nanos = new EnumMap<>(Part.class);
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo thread = threads.getThreadInfo(id);
            long used = threads.getThreadCpuTime(id);
            if (thread != null && used > 0) {
                boolean self = id == Thread.currentThread().getId();
                nanos.merge(self ? Part.BENCH : part(thread.getThreadName(), applicationId), used, Long::sum);
            }
        }
        long sum = nanos.values().stream().mapToLong(Long::longValue).sum();
        return new ProcessorTime(
                nanos.getOrDefault(Part.ENGINE, 0L),
                nanos.getOrDefault(Part.STREAM, 0L),
                nanos.getOrDefault(Part.BENCH, 0L),
                nanos.getOrDefault(Part.BROKER, 0L),
                processNanos() - sum);
    }

    private static long processNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    static Part part(String thread, String applicationId) {
        if (thread.contains(Feed.CLIENT)) {
            return Part.BENCH;
        }
        if (thread.startsWith(ENGINE)) {
            return Part.ENGINE;
        }
        return thread.startsWith(WINNOW) || thread.contains(applicationId) ? Part.STREAM : Part.BROKER;
    }

    ProcessorTime since(ProcessorTime earlier) {
        return new ProcessorTime(
                engineNanos - earlier.engineNanos,
                streamNanos - earlier.streamNanos,
                benchNanos - earlier.benchNanos,
                brokerNanos - earlier.brokerNanos,
                Math.max(0, runtimeNanos - earlier.runtimeNanos));
    }

    /** What an instance would use without a broker beside it; the JVM's own share is counted to it. */
    long applicationNanos() {
        return engineNanos + streamNanos + runtimeNanos;
    }
}
