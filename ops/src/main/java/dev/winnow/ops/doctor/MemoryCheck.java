package dev.winnow.ops.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether heap and memory suffice. The heap holds records and buffers; the model and its tensors lie outside of it.
 *
 * <p>What lies outside is an estimate for encoders of the size of MiniLM: the 600 MiB that one bundle and two workers need
 * (ops/container.options), divided among base, bundles and workers by the size of the weights. So it only warns.
 */
final class MemoryCheck implements Check {
    private static final long MIB = 1L << 20;

    /** Besides the buffers: broker clients, tokenizers, classes. */
    private static final long HEAP_BASE_MIB = 128;

    private static final long OUTSIDE_BASE_MIB = 350;
    private static final long OUTSIDE_BUNDLE_MIB = 130;
    private static final long OUTSIDE_WORKER_MIB = 60;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Finding> look(Setup setup) {
        long heap = Runtime.getRuntime().maxMemory() / MIB;
        long buffers = setup.config().batch().bufferBytes() / MIB;
        List<Finding> findings = new ArrayList<>();
        if (heap < HEAP_BASE_MIB + 2 * buffers) {
            findings.add(Finding.problem(
                    "the heap of %d MiB is too small for batch.buffer-bytes of %d MiB".formatted(heap, buffers),
                    "give the JVM -Xmx%dm (WINNOW_JAVA_OPTS, in a container JDK_JAVA_OPTIONS) or lower batch.buffer-bytes"
                            .formatted(HEAP_BASE_MIB + 2 * buffers)));
        }
        long outside = outside(setup);
        long total =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() / MIB;
        String sum = "%d MiB heap and about %d MiB outside of it for %d workers, of %d MiB"
                .formatted(heap, outside, setup.config().engine().workers(), total);
        if (heap + outside > total) {
            findings.add(Finding.warning(
                    sum + ": the process may be killed when both are used up",
                    "give it %d MiB, lower -Xmx, or run fewer engine.workers".formatted(heap + outside)));
        } else if (findings.isEmpty()) {
            findings.add(Finding.ok(sum));
        }
        return findings;
    }

    private static long outside(Setup setup) {
        long bundles = setup.config().pipelines().stream()
                .map(pipeline -> pipeline.bundle())
                .distinct()
                .count();
        return OUTSIDE_BASE_MIB
                + OUTSIDE_BUNDLE_MIB * bundles
                + OUTSIDE_WORKER_MIB * setup.config().engine().workers();
    }
}
