package dev.winnow.ops.stream;

import dev.winnow.topology.config.Guarantee;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code winnow run} in a JVM of its own, that can be stopped and killed. Closing kills it. */
public final class WinnowProcess implements AutoCloseable {
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
        return start(stream, Launch.of(guarantee), folder);
    }

    /** The same with settings of the caller's choice. */
    public static WinnowProcess start(TestStream stream, Launch launch, Path folder) {
        return start(launch.main(), launch.jvmOptions(), launch.arguments(stream), folder);
    }

    /**
     * Starts another main class, one that ends when its standard input does; returns at once.
     *
     * @param folder as above
     */
    static WinnowProcess start(Class<?> main, List<String> arguments, Path folder) {
        return start(main, Launch.JVM_OPTIONS, arguments, folder);
    }

    private static WinnowProcess start(Class<?> main, List<String> jvmOptions, List<String> arguments, Path folder) {
        try {
            Path home = Files.createTempDirectory(folder, "process-");
            Path log = home.resolve("log");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Djava.io.tmpdir=" + home,
                    "-cp",
                    System.getProperty("java.class.path")));
            command.addAll(jvmOptions);
            command.add(main.getName());
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

    /** Ends it as {@code kill -9} does: no hook runs, no transaction ends, nobody leaves the group. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Stops it in the middle of whatever it does, as {@code kill -STOP} does: it keeps its connections and hears nothing. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it go on as if no time had passed. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
            if (kill.waitFor() != 0) {
                throw new AssertionError("kill -%s of process %d failed".formatted(name, process.pid()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** For those who look at it from outside. */
    public long pid() {
        return process.pid();
    }

    /**
     * Asks it to stop, as {@code kill} does.
     *
     * @return its exit code
     */
    public int stop() {
        // Process.destroy() would close its standard input as well, which is the end of the parent to it.
        process.toHandle().destroy();
        return awaitEnd();
    }

    /** Throws with the process's own words when it has ended by itself. */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("the application ended with %d:%n%s".formatted(process.exitValue(), words()));
        }
    }

    /** Waits until it has ended by itself; gives its exit code. */
    public int awaitEnd() {
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
    public String words() {
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
