package dev.winnow.ops.bench.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * {@code winnow run} in a JVM of its own, with the class path and the {@code -X} options of this one. Closing kills it, and so
 * does the end of this process.
 */
final class InstanceProcess implements AutoCloseable {
    private static final String MAIN = "dev.winnow.ops.cli.Winnow";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
    private static final int OK = 200;
    private static final int SECONDS_TO_DIE = 10;

    private final Process process;
    private final Path log;
    private final long startNanos;
    private final Thread atExit;

    private InstanceProcess(Process process, Path log, long startNanos) {
        this.process = process;
        this.log = log;
        this.startNanos = startNanos;
        this.atExit = new Thread(process::destroyForcibly, "winnow-bench-instance-at-exit");
    }

    /**
     * In the working folder of this process, so that the names of bundles mean the same.
     *
     * @param folder holds its log and its temporary files
     */
    static InstanceProcess start(Path config, Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X"))
                .forEach(command::add);
        command.addAll(List.of("-Djava.io.tmpdir=" + folder, MAIN, "run", "--config", config.toString()));
        Path log = folder.resolve("log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("WINNOW_"));
        // On the command line it would be 6 kB and more, with which ONNX Runtime was seen to crash.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        long start = System.nanoTime();
        InstanceProcess instance = new InstanceProcess(builder.start(), log, start);
        Runtime.getRuntime().addShutdownHook(instance.atExit);
        return instance;
    }

    double secondsSinceStart() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    /**
     * Waits until it answers that it is ready.
     *
     * @throws IllegalStateException when it ends before, or the time is over
     */
    void awaitReady(URI readiness, Duration patience) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(readiness).timeout(Duration.ofSeconds(1)).build();
        while (!isReady(client, request)) {
            requireAlive();
            if (secondsSinceStart() > patience.toSeconds()) {
                throw new IllegalStateException(
                        "the instance was not ready in " + patience.toSeconds() + " s: " + words());
            }
            TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
        }
    }

    private static boolean isReady(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the instance ended with " + process.exitValue() + ": " + words());
        }
    }

    private String words() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "its log cannot be read: " + e;
        }
    }

    /** Memory in use, the native part included; empty on systems that do not say. */
    OptionalLong residentBytes() {
        return ResidentSet.ofStatus(Path.of("/proc", String.valueOf(process.pid()), "status"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(SECONDS_TO_DIE, TimeUnit.SECONDS)) {
                throw new UncheckedIOException(new IOException("the instance cannot be killed"));
            }
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
