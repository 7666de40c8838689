package dev.winnow.ops.bench.control;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * What this process has taken of the processor, by its engine's workers and by everything else: broker, clients, sender,
 * tokenizers, the compiler.
 *
 * @param engine seconds of the workers that are alive
 * @param process seconds of all threads, those of the virtual machine included
 */
record CpuTime(double engine, double process) {

    private static final String WORKER = "winnow-engine";
    private static final double NANOS = 1e9;

    static CpuTime now() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double engine = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith(WORKER)) {
                engine += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new CpuTime(engine / NANOS, system.getProcessCpuTime() / NANOS);
    }

    /** Seconds that everything but the engine has taken after that moment. */
    double besideEngineSince(CpuTime earlier) {
        return Math.max(0, process - earlier.process - (engine - earlier.engine));
    }
}
