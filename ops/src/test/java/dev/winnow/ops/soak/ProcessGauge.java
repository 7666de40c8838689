package dev.winnow.ops.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks at a JVM from outside, with {@code /proc} and {@code jcmd}: an agent inside would have threads, handles and memory
 * of its own.
 */
final class ProcessGauge {
    private static final long KIB = 1024;
    private static final Pattern RSS = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");
    private static final Pattern HEAP_TOTAL = Pattern.compile("total (\\d+)K");
    private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");

    private final long pid;

    ProcessGauge(long pid) {
        this.pid = pid;
    }

    /** Collects garbage first, so that the heap in use is what is reachable. */
    ProcessSample sample(double minutes, long sent, long committed) {
        jcmd("GC.run");
        String heap = jcmd("GC.heap_info");
        String status = read(Path.of("/proc/" + pid + "/status"));
        long rss = number(RSS, status) * KIB;
        return new ProcessSample(
                minutes,
                sent,
                committed,
                rss,
                rss - number(HEAP_TOTAL, heap) * KIB,
                number(HEAP_USED, heap) * KIB,
                openFiles(),
                number(THREADS, status));
    }

    private long openFiles() {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String jcmd(String command) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            String.valueOf(pid),
                            command)
                    .redirectErrorStream(true)
                    .start();
            String words = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("jcmd " + command + ": " + words);
            }
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static long number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return Long.parseLong(found.group(1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
