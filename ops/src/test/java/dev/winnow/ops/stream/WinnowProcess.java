package dev.winnow.ops.stream;

import dev.winnow.topology.config.Guarantee;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code winnow run} in a JVM of its own, that can be stopped and killed. Closing kills it. */
final class WinnowProcess implements AutoCloseable {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path log;

    private WinnowProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it; returns at once.
     *
     * @param folder for its log and its temporary files, which a killed process leaves behind
     */
    static WinnowProcess start(TestStream stream, Guarantee guarantee, Path folder) {
        try {
            Path home = Files.createTempDirectory(folder, "process-");
            Path log = home.resolve("log");
            ProcessBuilder builder = new ProcessBuilder(command(stream, guarantee, home))
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("WINNOW_"));
            return new WinnowProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(TestStream stream, Guarantee guarantee, Path home) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.io.tmpdir=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                WinnowProcessMain.class.getName(),
                "run"));
        Map<String, String> kafka = TestStream.QUICK_TO_NOTICE;
        kafka.forEach((key, value) -> command.addAll(List.of("--set", "kafka." + key + "=" + value)));
        command.addAll(List.of("--bootstrap-servers", stream.bootstrapServers()));
        command.addAll(List.of("--registry", stream.registryUrl()));
        command.addAll(List.of("--set", "registry.auto-register=true"));
        command.addAll(List.of("--application-id", stream.id()));
        command.addAll(List.of("--bundle", Models.BUNDLE));
        command.addAll(List.of("--input", stream.input()));
        command.addAll(List.of("--output", stream.output()));
        command.addAll(List.of("--set", "dead-letters.topic=" + stream.deadLetters()));
        command.addAll(List.of(
                "--set",
                "application.guarantee="
                        + guarantee.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        return command;
    }

    /** Ends it as {@code kill -9} does: no hook runs, no transaction ends, nobody leaves the group. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /**
     * Asks it to stop, as {@code kill} does.
     *
     * @return its exit code
     */
    int stop() {
        // Process.destroy() would close its standard input as well, which is the end of the parent to it.
        process.toHandle().destroy();
        return awaitEnd();
    }

    /** Throws with the process's own words when it has ended by itself. */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("the application ended with %d:%n%s".formatted(process.exitValue(), words()));
        }
    }

    private int awaitEnd() {
        try {
            if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the application does not end:%n%s".formatted(words()));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it printed. */
    String words() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
