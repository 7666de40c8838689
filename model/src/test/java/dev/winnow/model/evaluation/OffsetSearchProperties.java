package dev.winnow.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.reduction.DeltaOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class OffsetSearchProperties {
    private final List<Double> asked = new ArrayList<>();

    /** What reduction does: nothing up to an offset, then ever more. */
    private double speedup(DeltaOffset offset, double idle, double power) {
        asked.add(offset.value());
        double removed = Math.max(0, (offset.value() - idle) / (1 - idle));
        return offset.isFull() ? 1 : 0.97 + 12 * Math.pow(removed, power);
    }

    /** A power below 1 would begin with a slope without end, which no bracket is narrow enough for. */
    @Property(tries = 500)
    void shouldFindEverySpeedUpThatThereIs(
            @ForAll @DoubleRange(min = 1.01, max = 12.9) double wanted,
            @ForAll @DoubleRange(min = -1, max = 0.6) double idle,
            @ForAll @DoubleRange(min = 1, max = 3) double power) {
        // Given
        asked.clear();
        OffsetSearch search = new OffsetSearch(offset -> speedup(offset, idle, power));

        // When
        DeltaOffset found = search.find(wanted);
        int measurements = asked.size();

        // Then
        assertThat(asked).doesNotHaveDuplicates().contains(found.value());
        assertThat(measurements).isLessThanOrEqualTo(30);
        assertThat(speedup(found, idle, power)).isCloseTo(wanted, within(0.006 * wanted));
    }

    @Example
    void shouldNeedFewMeasurementsOnACurveLikeThoseOfTrainedModels() {
        // Given
        OffsetSearch search = new OffsetSearch(offset -> speedup(offset, -0.4, 1.5));

        // When
        search.find(4.7);
        int first = asked.size();
        search.find(8);

        // Then
        assertThat(first).isLessThanOrEqualTo(8);
        assertThat(asked).hasSizeLessThanOrEqualTo(first + 6);
    }

    @Example
    void shouldUseWhatItMeasuredBefore() {
        // Given
        OffsetSearch search = new OffsetSearch(offset -> speedup(offset, -0.5, 1.5));
        search.find(4);
        int first = asked.size();

        // When
        search.find(4);

        // Then
        assertThat(asked).hasSize(first);
    }

    @Example
    void shouldStopAtTheEnds() {
        // Given
        OffsetSearch search = new OffsetSearch(offset -> speedup(offset, 0, 1));

        // Then
        assertThat(search.find(1)).isEqualTo(DeltaOffset.FULL);
        assertThat(asked).isEmpty();
        assertThat(search.find(50)).isEqualTo(new DeltaOffset(1));
        assertThatThrownBy(() -> search.find(0.5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void shouldGiveTheNearestWhereTheSpeedUpJumps() {
        // Given
        OffsetSearch search = new OffsetSearch(offset -> offset.value() < 0.3 ? 2 : 5);

        // When
        DeltaOffset found = search.find(3);

        // Then
        assertThat(found.value()).isCloseTo(0.3, within(2e-4)).isLessThan(0.3);
    }

    @Property(tries = 300)
    void shouldRefineAGridWhereTheCurveIsSteepest(
            @ForAll @DoubleRange(min = -1, max = 0.6) double idle,
            @ForAll @DoubleRange(min = 1, max = 3) double power) {
        // When
        NavigableMap<Double, Double> speedups = new TreeMap<>();
        while (speedups.size() < 15) {
            OptionalDouble next = OffsetGrid.next(speedups);
            assertThat(next).isPresent();
            assertThat(speedups).doesNotContainKey(next.getAsDouble());
            speedups.put(next.getAsDouble(), speedup(new DeltaOffset(next.getAsDouble()), idle, power));
        }

        // Then
        assertThat(speedups).containsKeys(-1.0, 0.0, 1.0);
        double widest = 0;
        for (double offset : speedups.keySet()) {
            assertThat(offset).isBetween(-1.0, 1.0);
            assertThat(offset * 100).isCloseTo(Math.rint(offset * 100), within(1e-9));
            Double above = speedups.higherKey(offset);
            if (above != null) {
                widest = Math.max(widest, Math.log(speedups.get(above) / speedups.get(offset)));
            }
        }
        assertThat(widest).isLessThan(Math.log(13.0) / 4);
    }

    @Example
    void shouldEndAGridThatIsFull() {
        // Given
        NavigableMap<Double, Double> speedups = new TreeMap<>();
        for (int i = -100; i <= 100; i++) {
            speedups.put(i / 100.0, 1.0);
        }

        // Then
        assertThat(OffsetGrid.next(speedups)).isEmpty();
    }
}
