package dev.winnow.topology.microbatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.topology.control.BatchShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class WorkBoundProperties {

    /** What a commit waits for is computed within the second, but for the document that reached the bound. */
    @Property
    void shouldKeepNoMoreThanASecondOfWork(
            @ForAll @IntRange(min = 1, max = 64) int workers,
            @ForAll @DoubleRange(min = 1e3, max = 1e9) double nanosPerToken,
            @ForAll @Size(min = 1, max = 300) List<@IntRange(min = 1, max = 512) Integer> lengths) {
        // Given
        BatchPolicy policy = new BatchPolicy(1_500, 128, Duration.ZERO, workers);
        WorkBound bound =
                WorkBound.of(policy, BatchShape.LONGEST_QUEUE, 1, new EnginePace(nanosPerToken), Long.MAX_VALUE, 1);

        // When
        List<Integer> admitted = new ArrayList<>();
        WaitingWork work = WaitingWork.NONE;
        for (int tokens : lengths) {
            if (bound.admits(work, 1)) {
                work = join(work, tokens);
                admitted.add(tokens);
            }
        }

        // Then
        long allButTheLast = work.tokens() - admitted.get(admitted.size() - 1);
        assertThat(admitted.get(0)).isEqualTo(lengths.get(0));
        assertThat(allButTheLast * nanosPerToken / workers).isLessThan(1e9 + nanosPerToken);
    }

    @Property
    void shouldHoldNoMoreBytesThanAllowedExceptForASingleDocument(
            @ForAll @IntRange(min = 1, max = 5_000) int allowed,
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 3_000) Integer> sizes) {
        // Given
        BatchPolicy policy = new BatchPolicy(1_500, 128, Duration.ZERO, 1);
        WorkBound bound = WorkBound.of(policy, BatchShape.LONGEST_QUEUE, 100, new EnginePace(1), allowed, 1);

        // When
        WaitingWork work = WaitingWork.NONE;
        for (int size : sizes) {
            if (bound.admits(work, size)) {
                work = work.submitted(text(size));
            }
        }

        // Then
        assertThat(work.documents()).isPositive();
        assertThat(work.bytes() <= allowed || work.documents() == 1).isTrue();
    }

    private static WaitingWork join(WaitingWork work, int tokens) {
        SubmittedText text = text(1);
        return work.submitted(text).tokenized(text, text.with(new TokenizedText(new long[tokens], false)));
    }

    private static SubmittedText text(int recordBytes) {
        return new SubmittedText(null, 1, new Submission("", recordBytes), 0, new CompletableFuture<>());
    }
}
