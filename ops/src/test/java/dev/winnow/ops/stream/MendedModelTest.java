package dev.winnow.ops.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.ops.deadletters.Letter;
import dev.winnow.ops.deadletters.LetterTopic;
import dev.winnow.ops.deadletters.Replay;
import dev.winnow.ops.deadletters.ReplayOptions;
import dev.winnow.ops.deadletters.ReplayResult;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.deadletter.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way of a document that a model fails at, until a mended one classifies it. */
class MendedModelTest {
    private static final String TEXT = "good soup";

    private final TestStream names = TestStream.create(1);
    private final WinnowConfig config = names.config(Guarantee.EXACTLY_ONCE);

    @Test
    void shouldClassifyEveryDocumentOnceWhenTheModelIsMended() {
        // Given
        List<String> ids = new ArrayList<>();
        try (RunningStream stream = start(new Broken())) {
            for (int n = 0; n < 40; n++) {
                String id = "document-" + n;
                ids.add(id);
                stream.send(id, TEXT);
            }
            stream.awaitSettled();

            // When: replayed too early, all fail again
            ReplayResult early = replay();
            stream.awaitSettled();

            // Then
            assertThat(early).isEqualTo(new ReplayResult(40, 0, 0, List.of()));
            List<Letter> letters = letters();
            assertThat(letters).hasSize(80).allMatch(letter -> letter.report().stage() == Stage.INFER);
            assertThat(letters.subList(0, 40))
                    .allMatch(letter -> letter.replayed() && letter.report().replays() == 0);
            assertThat(letters.subList(40, 80))
                    .allMatch(letter -> !letter.replayed() && letter.report().replays() == 1);
        }

        // When: replayed to a mended model
        try (RunningStream stream = start(new Models.Lent(Models.shared()))) {
            ReplayResult late = replay();
            Harvest harvest = stream.harvest();

            // Then
            assertThat(late).isEqualTo(new ReplayResult(40, 40, 0, List.of()));
            assertThat(harvest.ids()).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(letters()).hasSize(80).allMatch(Letter::replayed);
        }
    }

    private RunningStream start(Classifier model) {
        return RunningStream.start(names, config, pipeline -> model);
    }

    private ReplayResult replay() {
        try (LetterTopic topic = LetterTopic.open(config);
                Replay replay = new Replay(config, topic, ReplayOptions.defaults())) {
            return replay.all(Graveyard.ANY);
        }
    }

    private List<Letter> letters() {
        List<Letter> letters = new ArrayList<>();
        try (LetterTopic topic = LetterTopic.open(config)) {
            topic.list(Graveyard.ANY, letters::add);
        }
        return letters;
    }

    /** A model that has an answer for the plain words of its warm-up and for nothing that comes after. */
    private static final class Broken extends Models.Lent {
        private final long[] unanswerable = tokenize(TEXT).ids();

        Broken() {
            super(Models.shared());
        }

        @Override
        public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
            if (documents.stream().anyMatch(document -> Arrays.equals(document.ids(), unanswerable))) {
                throw new IllegalStateException("no answer");
            }
            return super.classify(documents, offset);
        }
    }
}
