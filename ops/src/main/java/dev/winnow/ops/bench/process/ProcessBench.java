package dev.winnow.ops.bench.process;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether benchmarks of the engine in this process tell the truth: {@code winnow classify} in processes of its own does the same
 * work, timed from outside. Two of them, one with three times the documents of the other, tell what a document costs without
 * what a process costs. This process and the two take turns.
 */
public final class ProcessBench {
    /** Lines that {@code winnow classify} classifies together. */
    private static final int LINES = 64;

    private static final int TIMES = 3;

    private final Classifier classifier;
    private final DeltaOffset offset;
    private final ChildProcess child;

    /**
     * Compares this classifier with processes.
     *
     * @param main the class that starts the command line
     * @param arguments that make it classify its standard input in the same way
     */
    public ProcessBench(Classifier classifier, DeltaOffset offset, String main, List<String> arguments) {
        this.classifier = classifier;
        this.offset = offset;
        this.child = new ChildProcess(main, arguments);
    }

    /** Hears of every run before it begins. */
    @FunctionalInterface
    public interface Heard {
        /** So many of so many runs are done, and this comes next. */
        void next(long done, long total, String name);
    }

    /** One pass in this process that is left out, and then {@code rounds} of each. */
    public Agreement run(List<String> texts, int rounds, Heard progress) {
        List<String> lines =
                texts.stream().map(text -> text.replaceAll("\\R", " ")).toList();
        int total = 3 * rounds;
        progress.next(0, total, "warm-up");
        pass(lines);
        List<Cost> inside = new ArrayList<>();
        List<Cost> outside = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            progress.next(3L * round, total, "in this process");
            inside.add(Cost.perDocument(new Cost(0, 0), 0, pass(lines), lines.size()));
            progress.next(3L * round + 1, total, "a process with " + lines.size());
            Cost few = whole(lines, 1);
            progress.next(3L * round + 2, total, "a process with " + TIMES * lines.size());
            Cost many = whole(lines, TIMES);
            outside.add(Cost.perDocument(few, lines.size(), many, TIMES * lines.size()));
        }
        progress.next(total, total, "");
        return Agreement.of(inside, outside);
    }

    private Cost pass(List<String> lines) {
        long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long start = System.nanoTime();
        for (int from = 0; from < lines.size(); from += LINES) {
            List<TokenizedText> documents = lines.subList(from, Math.min(lines.size(), from + LINES)).stream()
                    .map(classifier::tokenize)
                    .toList();
            classifier.classify(documents, offset);
        }
        return new Cost(
                (System.nanoTime() - start) / 1e9,
                (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor) / 1e9);
    }

    private Cost whole(List<String> lines, int times) {
        try {
            Path input = Files.createTempFile("winnow-process-", ".txt");
            try {
                Files.write(
                        input,
                        IntStream.range(0, times)
                                .boxed()
                                .flatMap(time -> lines.stream())
                                .toList());
                return child.run(input);
            } finally {
                Files.deleteIfExists(input);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
