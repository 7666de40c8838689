package dev.winnow.schemas;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Apicurio Registry in a process of its own, its Confluent-compatible API on a free port, its schemas in memory. */
final class ApicurioRegistry implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:\\d+)");

    private final Process process;
    private final String url;

    private ApicurioRegistry(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts the registry that the build unpacked; returns when it takes requests. */
    static ApicurioRegistry start() {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-Dquarkus.http.host=127.0.0.1",
                            "-Dquarkus.http.port=0",
                            "-Dquarkus.log.category.\"io.quarkus\".level=INFO",
                            "-jar",
                            jar().toString())
                    .redirectErrorStream(true)
                    .start();
            // Nothing survives a test run that is killed: the registry cannot know, so the JVM takes it along.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new ApicurioRegistry(process, awaitUrl(process) + "/apis/ccompat/v7");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar() throws IOException {
        Path folder = new File("target/registry").toPath();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no registry in " + folder.toAbsolutePath()));
        }
    }

    private static String awaitUrl(Process process) throws IOException {
        Deque<String> last = new ArrayDeque<>();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                drain(output);
                return ready.group(1);
            }
            last.add(line);
            if (last.size() > 20) {
                last.remove();
            }
        }
        throw new IllegalStateException("the registry did not start: " + String.join("\n", last));
    }

    /** A process whose output nobody reads stops when the pipe is full. */
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(() -> output.lines().forEach(line -> {}), "registry-output");
        reader.setDaemon(true);
        reader.start();
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
