package dev.winnow.model.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BatchPlanProperties {

    @Property(tries = 200)
    void shouldHaveEveryDocumentInOneBatch(
            @ForAll @Size(min = 1, max = 500) List<@IntRange(min = 2, max = 128) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 8) int batchSize,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int epoch) {
        // When
        List<int[]> batches = BatchPlan.of(ints(lengths), batchSize, seed, epoch);

        // Then
        assertThat(batches).hasSize(BatchPlan.batches(lengths.size(), batchSize));
        assertThat(batches).allMatch(batch -> batch.length >= 1 && batch.length <= batchSize);
        int[] all = batches.stream().flatMapToInt(Arrays::stream).sorted().toArray();
        assertThat(all).hasSameSizeAs(ints(lengths)).doesNotHaveDuplicates();
        assertThat(all[all.length - 1]).isEqualTo(lengths.size() - 1);
    }

    @Property(tries = 50)
    void shouldGiveTheSameBatchesAgain(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int epoch) {
        // Given
        int[] lengths = lengths(300);

        // Then
        assertThat(flat(BatchPlan.of(lengths, 4, seed, epoch))).isEqualTo(flat(BatchPlan.of(lengths, 4, seed, epoch)));
        assertThat(flat(BatchPlan.of(lengths, 4, seed, epoch)))
                .isNotEqualTo(flat(BatchPlan.of(lengths, 4, seed, epoch + 1)));
        assertThat(flat(BatchPlan.of(lengths, 4, seed, epoch)))
                .isNotEqualTo(flat(BatchPlan.of(lengths, 4, seed + 1, epoch)));
    }

    @Example
    void shouldPadLittle() {
        // Given
        int[] lengths = lengths(6_400);
        long tokens = Arrays.stream(lengths).asLongStream().sum();

        // When
        long padded = BatchPlan.of(lengths, 32, 1, 1).stream()
                .mapToLong(batch -> batch.length
                        * (long) Arrays.stream(batch).map(d -> lengths[d]).max().orElseThrow())
                .sum();

        // Then
        assertThat((double) padded / tokens).isLessThan(1.05);
    }

    @Example
    void shouldGoFromShortToLongWhereTheOrderDoesNotMatter() {
        assertThat(flat(BatchPlan.byLength(new int[] {9, 3, 7, 3}, 2))).containsExactly(1, 3, 2, 0);
    }

    private static int[] flat(List<int[]> batches) {
        return batches.stream().flatMapToInt(Arrays::stream).toArray();
    }

    private static int[] lengths(int documents) {
        int[] lengths = new int[documents];
        for (int d = 0; d < documents; d++) {
            lengths[d] = 3 + d * 37 % 101;
        }
        return lengths;
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
