package dev.winnow.ops.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a main class in a JVM of its own, with the options and the class path of this one, and looks at it from outside.
 *
 * <p>A process that has ended no longer tells its processor time, so it is asked every few milliseconds and the last answer counts.
 */
final class ChildProcess {
    private static final Duration LOOK = Duration.ofMillis(5);

    private final String main;
    private final List<String> arguments;

    ChildProcess(String main, List<String> arguments) {
        this.main = main;
        this.arguments = List.copyOf(arguments);
    }

    /**
     * Runs it to its end.
     *
     * @param input becomes its standard input
     * @throws IllegalStateException where it ends with another exit code than 0
     */
    Cost run(Path input) {
        try {
            Path output = Files.createTempFile("winnow-process-", ".log");
            try {
                return run(input, output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process was measured", e);
        }
    }

    private Cost run(Path input, Path output) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        long start = System.nanoTime();
        Process process = builder.start();
        Duration processor = Duration.ZERO;
        try {
            while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                processor = process.info().totalCpuDuration().orElse(processor);
            }
        } finally {
            process.destroyForcibly();
        }
        double wall = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IllegalStateException("a process to be measured ended with %d: %s"
                    .formatted(process.exitValue(), Files.readString(output).strip()));
        }
        return new Cost(wall, processor.toNanos() / 1e9);
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agent") && !option.startsWith("-javaagent"))
                .forEach(command::add);
        command.add(main);
        command.addAll(arguments);
        return command;
    }
}
