package dev.winnow.ops.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.reduction.DeltaOffset;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessBenchTest {
    @TempDir
    private Path folder;

    /** Burns half a second of processor time, or fails. */
    static final class Worker {
        private Worker() {}

        /** Fails where it is told to. */
        public static void main(String[] arguments) {
            if (arguments.length > 0) {
                throw new IllegalStateException(arguments[0]);
            }
            long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() + 500_000_000L;
            while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() < end) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void shouldTakeWhatAProcessCostsOutOfWhatADocumentCosts() {
        // Given: 2 s for the start, 10 ms for a document
        Cost few = new Cost(3, 3.5);
        Cost many = new Cost(5, 6.5);

        // When
        Cost document = Cost.perDocument(few, 100, many, 300);

        // Then
        assertThat(document.wall()).isCloseTo(0.01, within(1e-12));
        assertThat(document.processor()).isCloseTo(0.015, within(1e-12));
    }

    @Test
    void shouldAgreeWithinATenthByProcessorTime() {
        // Given: the machine is busy, and the time that passes says nothing
        List<Cost> inside = List.of(new Cost(0.01, 0.01), new Cost(0.01, 0.01));

        // When
        Agreement close = Agreement.of(inside, List.of(new Cost(0.05, 0.0105), new Cost(0.05, 0.0108)));
        Agreement apart = Agreement.of(inside, List.of(new Cost(0.01, 0.0115), new Cost(0.01, 0.0118)));

        // Then
        assertThat(close.holds()).isTrue();
        assertThat(close.wall().ratio().median()).isCloseTo(0.2, within(1e-9));
        assertThat(apart.holds()).isFalse();
    }

    @Test
    void shouldSeeTheProcessorTimeOfAProcess() throws Exception {
        // Given
        Path input = Files.createFile(folder.resolve("input"));

        // When
        Cost cost = new ChildProcess(Worker.class.getName(), List.of()).run(input);

        // Then: half a second of work, and what a JVM takes to start
        assertThat(cost.processor()).isBetween(0.49, 5.0);
        assertThat(cost.wall()).isGreaterThan(0.49);
    }

    @Test
    void shouldTellWhatAProcessThatFailedHadToSay() throws Exception {
        // Given
        Path input = Files.createFile(folder.resolve("input"));

        // When, Then
        assertThatIllegalStateException()
                .isThrownBy(() -> new ChildProcess(Worker.class.getName(), List.of("no bundle here")).run(input))
                .withMessageContaining("no bundle here");
    }

    @Test
    void shouldMeasureTheCommandLine() {
        // Given: lines of any form are one document each
        List<String> texts = Collections.nCopies(16, "Thanks for\nthe quick answer, that fixed my problem at once.");

        // When
        Agreement agreement;
        try (BundleClassifier classifier = BundleClassifier.load(Bundle.open("moderation"), Precision.FP32)) {
            agreement = new ProcessBench(
                            classifier,
                            DeltaOffset.FULL,
                            "dev.winnow.ops.cli.Winnow",
                            List.of("classify", "--offset", "-1"))
                    .run(texts, 1, (done, total, name) -> {});
        }

        // Then: two starts of a process differ by more than so few documents take; figures are there
        assertThat(agreement.processor().inside().median()).isPositive();
        assertThat(agreement.processor().outside().median()).isFinite().isNotZero();
    }
}
