package dev.winnow.model.packing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.tokenizer.TokenizedText;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PackedBatchProperties {

    @Property
    void everyDocumentCanBeCutOutAgain(@ForAll("documents") List<TokenizedText> documents) {
        PackedBatch batch = PackedBatch.of(documents);

        for (int d = 0; d < documents.size(); d++) {
            int from = (int) batch.cuLengths()[d];
            int to = (int) batch.cuLengths()[d + 1];
            assertThat(Arrays.copyOfRange(batch.ids(), from, to))
                    .containsExactly(documents.get(d).ids());
        }
    }

    @Property
    void thereIsNoTokenThatNoDocumentHas(@ForAll("documents") List<TokenizedText> documents) {
        PackedBatch batch = PackedBatch.of(documents);

        int tokens = documents.stream().mapToInt(TokenizedText::length).sum();
        assertThat(batch.tokens()).isEqualTo(tokens);
        assertThat(batch.positions()).hasSize(tokens);
        assertThat(batch.documents()).isEqualTo(documents.size());
        assertThat(batch.cuLengths()[0]).isZero();
        assertThat(batch.cuLengths()[documents.size()]).isEqualTo(tokens);
    }

    @Property
    void positionsCountFromZeroInEveryDocument(@ForAll("documents") List<TokenizedText> documents) {
        PackedBatch batch = PackedBatch.of(documents);

        for (int d = 0; d < documents.size(); d++) {
            for (long t = batch.cuLengths()[d]; t < batch.cuLengths()[d + 1]; t++) {
                assertThat(batch.positions()[(int) t]).isEqualTo(t - batch.cuLengths()[d]);
            }
        }
    }

    @Provide
    Arbitrary<List<TokenizedText>> documents() {
        return Arbitraries.longs()
                .between(0, 30_521)
                .array(long[].class)
                .ofMinSize(1)
                .ofMaxSize(60)
                .map(ids -> new TokenizedText(ids, false))
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }
}
