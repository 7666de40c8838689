package dev.winnow.topology.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.topology.FakeClassifier;
import dev.winnow.topology.config.BatchConfig;
import dev.winnow.topology.config.EngineConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.microbatch.BatchPolicy;
import dev.winnow.topology.microbatch.MicroBatcher;
import dev.winnow.topology.preflight.StartupException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WarmUpTest {
    /** A slow machine must not close batches before they are full. */
    private static final Duration NEVER_BY_LINGER = Duration.ofHours(1);

    private static final int WORKERS = 4;

    private final WinnowConfig config = config();
    private final BatchConfig batch = config.batch();
    private final MicroBatcher batcher = new MicroBatcher(
            new BatchPolicy(batch.tokens(), batch.documents(), NEVER_BY_LINGER, WORKERS), batch.bufferBytes());

    private static WinnowConfig config() {
        WinnowConfig defaults = WinnowConfig.defaults();
        return defaults.toBuilder()
                .engine(new EngineConfig(WORKERS, defaults.engine().precision()))
                .build();
    }

    @AfterEach
    void close() {
        batcher.close();
    }

    /** The model answers at once: without care a single worker would compute everything. */
    @Test
    void shouldReachEveryWorkerWithFullBatchesOfSeveralShapes() {
        // Given
        Set<String> threads = ConcurrentHashMap.newKeySet();
        FakeClassifier model = new FakeClassifier() {
            @Override
            public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
                threads.add(Thread.currentThread().getName());
                return super.classify(documents, offset);
            }
        };

        // When
        new WarmUp(batcher, config).run("parity", model);

        // Then
        assertThat(threads).hasSize(WORKERS);
        assertThat(model.batches())
                .anyMatch(documents -> tokens(documents) > batch.tokens() - 300 && documents.size() < 10)
                .anyMatch(documents -> tokens(documents) > batch.tokens() - 300 && documents.size() > 50);
    }

    private static int tokens(List<TokenizedText> documents) {
        return documents.stream().mapToInt(TokenizedText::length).sum();
    }

    @Test
    void shouldRefuseAModelWithoutAnswers() {
        // Given
        FakeClassifier model = new FakeClassifier() {
            @Override
            public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
                throw new IllegalStateException("shapes differ");
            }
        };

        // When / Then
        assertThatThrownBy(() -> new WarmUp(batcher, config).run("parity", model))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("bundle 'parity' has no answer")
                .hasMessageContaining("shapes differ");
    }

    @Test
    void shouldRefuseABrokenEngine() {
        // Given
        FakeClassifier model = new FakeClassifier() {
            @Override
            public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
                throw new LinkageError("no native library");
            }
        };

        // When / Then
        assertThatThrownBy(() -> new WarmUp(batcher, config).run("parity", model))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("no native library");
    }
}
