package dev.winnow.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AttentionGroupsProperties {

    @Property
    void shouldKeepDocumentsWholeAndGroupsSmall(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 150) Integer> lengths) {
        // Given
        PackedBatch batch = PackedBatch.of(lengths.stream()
                .map(length -> new TokenizedText(new long[length], false))
                .toList());

        // When
        AttentionGroups groups = AttentionGroups.of(batch);

        // Then: every document in one group, seats counted from 0, and two neighbours never fit into one
        int longest = lengths.stream().mapToInt(Integer::intValue).max().orElseThrow();
        int capacity = Math.max(64, longest);
        for (int d = 0; d < batch.documents(); d++) {
            int from = (int) batch.cuLengths()[d];
            int to = (int) batch.cuLengths()[d + 1];
            assertThat(Arrays.stream(groups.groups(), from, to).distinct().count())
                    .isOne();
        }
        long[] sizes = new long[(int) groups.groups()[batch.tokens() - 1] + 1];
        for (int t = 0; t < batch.tokens(); t++) {
            assertThat(groups.seats()[t]).isEqualTo(sizes[(int) groups.groups()[t]]++);
        }
        assertThat(Arrays.stream(sizes)).allMatch(size -> size > 0 && size <= capacity);
        for (int g = 1; g < sizes.length; g++) {
            assertThat(sizes[g - 1] + firstDocument(batch, groups, g)).isGreaterThan(capacity);
        }
    }

    private static long firstDocument(PackedBatch batch, AttentionGroups groups, int group) {
        int d = 0;
        while (groups.groups()[(int) batch.cuLengths()[d]] != group) {
            d++;
        }
        return batch.cuLengths()[d + 1] - batch.cuLengths()[d];
    }
}
