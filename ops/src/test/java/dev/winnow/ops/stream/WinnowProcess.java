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
        return start(WinnowProcessMain.class, arguments(stream, guarantee), folder);
    }

    /**
     * Starts another main class, one that ends when its standard input does; returns at once.
     *
     * @param folder as above
     */
    static WinnowProcess start(Class<?> main, List<String> arguments, Path folder) {
        try {
            Path home = Files.createTempDirectory(folder, "process-");
            Path log = home.resolve("log");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-Dai.djl.offline=true",
                    "-Djava.io.tmpdir=" + home,
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName()));
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("WINNOW_"));
            return new WinnowProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> arguments(TestStream stream, Guarantee guarantee) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        Map<String, String> kafka = TestStream.QUICK_TO_NOTICE;
        kafka.forEach((key, value) -> arguments.addAll(List.of("--set", "kafka." + key + "=" + value)));
        arguments.addAll(List.of("--bootstrap-servers", stream.bootstrapServers()));
        arguments.addAll(List.of("--registry", stream.registryUrl()));
        arguments.addAll(List.of("--set", "registry.auto-register=true"));
        arguments.addAll(List.of("--application-id", stream.id()));
        arguments.addAll(List.of("--bundle", Models.BUNDLE));
        arguments.addAll(List.of("--input", stream.input()));
        arguments.addAll(List.of("--output", stream.output()));
        arguments.addAll(List.of("--set", "dead-letters.topic=" + stream.deadLetters()));
        arguments.addAll(List.of(
                "--set",
                "application.guarantee="
                        + guarantee.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        return arguments;
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
