package dev.winnow.ops.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.topology.config.BatchConfig;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** A model that has no answer for one document: a dead letter for that one, answers for those it shared a batch with. */
class BatchMatesTest {
    private static final String UNANSWERABLE = "unanswerable";

    /** Long enough that the three documents share a batch: it is the commit that closes it. */
    private static final BatchConfig LONG_LINGER = new BatchConfig(1_500, 128, Duration.ofSeconds(10), 64 << 20);

    @Test
    void shouldClassifyTheBatchMatesOfADocumentThatTheModelFailsAt() {
        // Given
        Stumbling model = new Stumbling();
        TestStream names = TestStream.create(1);
        try (RunningStream stream = RunningStream.start(names, LONG_LINGER, pipeline -> model)) {
            byte[] bad = stream.feed().encode("bad", "this one is " + UNANSWERABLE);

            // When
            stream.send("before", "a quiet morning");
            stream.feed().send(0, "bad", bad);
            stream.send("after", "rain again");
            Harvest harvest = stream.harvest();

            // Then
            assertThat(model.failedBatches)
                    .as("the failure hit a batch with others")
                    .anyMatch(size -> size > 1);
            assertThat(harvest.ids()).containsExactly("before", "after");
            assertThat(harvest.deadLetters()).hasSize(1);
            DeadLetter letter = harvest.deadLetters().get(0);
            assertThat(letter.value()).isEqualTo(bad);
            assertThat(letter.stage()).isEqualTo("infer");
            assertThat(letter.error()).isEqualTo("java.lang.IllegalStateException: no answer");
            assertThat(letter.source()).isEqualTo(names.input() + "-0@1");
            assertThat(letter.header("winnow.attempts"))
                    .as("once for each batch it broke")
                    .isEqualTo(String.valueOf(model.failedBatches.size()));
            assertThat(model.failedBatches).endsWith(1, 1);
            assertThat(letter.header("winnow.bundle")).isEqualTo(model.model());
            assertThat(letter.header("winnow.bundle-version")).isEqualTo(model.version());
            assertThat(letter.header("winnow.application")).isEqualTo(names.id());
        }
    }

    /** The real model, except that it fails at any batch with a certain text in it. */
    private static final class Stumbling extends Models.Lent {
        private final Queue<long[]> unanswerable = new ConcurrentLinkedQueue<>();
        private final Queue<Integer> failedBatches = new ConcurrentLinkedQueue<>();

        Stumbling() {
            super(Models.shared());
        }

        @Override
        public TokenizedText tokenize(String text) {
            TokenizedText tokens = super.tokenize(text);
            if (text.contains(UNANSWERABLE)) {
                unanswerable.add(tokens.ids());
            }
            return tokens;
        }

        @Override
        public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
            if (documents.stream().anyMatch(document -> unanswerable.contains(document.ids()))) {
                failedBatches.add(documents.size());
                throw new IllegalStateException("no answer");
            }
            return super.classify(documents, offset);
        }
    }
}
