package dev.winnow.ops.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.ModelConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.shadow.ShadowSample;
import dev.winnow.v1.Classification;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Results of documents that the full encoder was asked about too. */
class ShadowLabelTest {
    private static final int DOCUMENTS = 200;
    private static final double SHARE = 0.5;

    @Test
    void shouldNameTheLabelOfTheFullEncoder() {
        // Given
        Wavering model = new Wavering();
        TestStream names = TestStream.create(2);
        WinnowConfig config = names.config(Guarantee.EXACTLY_ONCE).toBuilder()
                .model(new ModelConfig(0.25, 4, SHARE))
                .build();
        try (RunningStream stream = RunningStream.start(names, config, pipeline -> model)) {
            // When
            for (int n = 0; n < DOCUMENTS; n++) {
                stream.feed().send(n % 2, "id-" + n, stream.feed().encode("id-" + n, "a day at the lake"));
            }
            List<Classification> results = stream.harvest().results().stream()
                    .map(Harvest.Result::classification)
                    .toList();

            // Then
            assertThat(results).hasSize(DOCUMENTS);
            assertThat(results).extracting(Classification::getLabel).containsOnly(model.reduced());
            List<Classification> checked = results.stream()
                    .filter(result -> result.getShadowLabel() != null)
                    .toList();
            assertThat(checked).isNotEmpty();
            assertThat(checked).extracting(Classification::getShadowLabel).containsOnly(model.full());
            assertThat(checked).extracting(Classification::getDocumentId).allMatch(new ShadowSample(SHARE)::chooses);
        }
    }

    /** Finds one label in all documents, and with the full encoder another. */
    private static final class Wavering extends Models.Lent {
        Wavering() {
            super(Models.shared());
        }

        String reduced() {
            return labels().get(0);
        }

        String full() {
            return labels().get(1);
        }

        @Override
        public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
            float[] probabilities = new float[labels().size()];
            probabilities[offset.isFull() ? 1 : 0] = 1;
            return super.classify(documents, offset).stream()
                    .map(real -> new Prediction(labels(), probabilities, real.trace(), real.truncated()))
                    .toList();
        }
    }
}
