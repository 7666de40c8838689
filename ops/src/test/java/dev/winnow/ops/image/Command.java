package dev.winnow.ops.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program as a person would call it, at the root of the source tree. */
public record Command(List<String> program, Map<String, String> environment) {
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Path SOURCE_ROOT = Path.of("").toAbsolutePath().getParent();

    /**
     * What came of a call.
     *
     * @param exitCode of the program
     * @param out what it printed
     * @param err what it said about it
     */
    public record Outcome(int exitCode, String out, String err) {
        /** What it printed, where it succeeded. */
        public String require() {
            if (exitCode != 0) {
                throw new AssertionError("exit code %d%n%s%n%s".formatted(exitCode, out, err));
            }
            return out;
        }
    }

    public static Command docker() {
        return new Command(List.of("docker"), Map.of());
    }

    /** Whether there is such a program and it answers. */
    public boolean exists(String... question) {
        try {
            return run(question).exitCode() == 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    public Outcome run(String... arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile("winnow-out-", ".txt");
            Path err = Files.createTempFile("winnow-err-", ".txt");
            try {
                return new Outcome(exitCode(command, out, err), Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int exitCode(List<String> command, Path out, Path err) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(SOURCE_ROOT.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(command + " does not end: " + Files.readString(err));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }
}
