package dev.winnow.ops.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.ops.simulate.ArrivalRates.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTest {

    @TempDir
    private Path folder;

    @Test
    void shouldReadRates() throws IOException {
        Load load = Load.read(file("seconds,documents per second\n0,10\n30,50.5\n\n50,20\n"));

        assertThat(load.arrivals())
                .isEqualTo(new ArrivalRates(List.of(new Piece(30, 10), new Piece(20, 50.5), new Piece(20, 20))));
    }

    @Test
    void shouldReadMoments() throws IOException {
        Load load = Load.read(file("2.5\n0.5\n1\n"));

        assertThat(moments(load.arrivals(), 1)).containsExactly(0.5, 1, 2.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,1\n1,x", "0,1\n1", "0,1\n1,2,3", "0,1\n,"})
    void shouldNameTheLineThatIsWrong(String content) throws IOException {
        Path file = file(content);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Load.read(file))
                .withMessageContaining("line 2 is neither 'seconds,documents per second'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,1", "10,1\n5,1", "0,-1\n1,1", "-1\n2", "seconds\n", ""})
    void shouldRefuseWhatIsNoLoad(String content) throws IOException {
        Path file = file(content);

        assertThatIllegalArgumentException().isThrownBy(() -> Load.read(file));
    }

    /** The counts of a Poisson process have their mean as variance. */
    @Test
    void shouldComeAtTheRatesAndByChance() {
        // Given
        ArrivalRates rates = new ArrivalRates(List.of(new Piece(1_000, 5), new Piece(500, 0), new Piece(1_000, 40)));

        // When
        double[] moments = moments(rates, 3);

        // Then
        double[] perSecond = new double[2_500];
        DoubleStream.of(moments).forEach(moment -> perSecond[(int) moment]++);
        assertThat(moments).isSorted();
        assertThat(mean(perSecond, 0, 1_000)).isCloseTo(5, within(0.3));
        assertThat(mean(perSecond, 1_000, 1_500)).isZero();
        assertThat(mean(perSecond, 1_500, 2_500)).isCloseTo(40, within(0.8));
        assertThat(variance(perSecond, 1_500, 2_500)).isCloseTo(40, within(6.0));
    }

    @Test
    void shouldGiveAnInstanceItsShare() {
        // Given
        Arrivals recorded = new ArrivalTimes(
                DoubleStream.iterate(0, moment -> moment + 0.01).limit(40_000).toArray());
        Arrivals rates = new ArrivalRates(List.of(new Piece(100, 400)));

        // When
        int ofRecorded = moments(recorded.share(0.5).share(0.5), 4).length;
        int ofRates = moments(rates.share(0.25), 5).length;

        // Then
        assertThat(ofRecorded).isBetween(9_700, 10_300);
        assertThat(ofRates).isBetween(9_700, 10_300);
        assertThat(rates.share(0.25).meanRate()).isEqualTo(100);
    }

    @Test
    void shouldShapeLoadsBetweenBaseAndPeak() {
        for (LoadShape shape : LoadShape.values()) {
            ArrivalRates rates = (ArrivalRates) shape.load(10, 60, 300).arrivals();
            assertThat(rates.seconds()).as(shape.name()).isCloseTo(300, within(1e-6));
            assertThat(rates.pieces()).as(shape.name()).allSatisfy(piece -> assertThat(piece.rate())
                    .isBetween(shape == LoadShape.STEADY ? 0 : 10.0, 60.0));
        }
        assertThat(LoadShape.STEP.load(10, 60, 300).relief()).hasValue(180);
        assertThat(LoadShape.DIURNAL.load(10, 60, 300).arrivals().meanRate()).isCloseTo(35, within(1e-6));
        assertThat(LoadShape.BURST.load(10, 60, 300).arrivals().meanRate()).isCloseTo(10 + 50 * 2 / 15.0, within(1e-6));
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("load.csv"), content);
    }

    private static double[] moments(Arrivals arrivals, long seed) {
        Arrivals.Moments moments = arrivals.moments(new SplittableRandom(seed));
        return DoubleStream.generate(moments::next)
                .takeWhile(moment -> moment < Double.POSITIVE_INFINITY)
                .toArray();
    }

    private static double mean(double[] counts, int from, int to) {
        return DoubleStream.of(counts).skip(from).limit(to - from).average().orElseThrow();
    }

    private static double variance(double[] counts, int from, int to) {
        double mean = mean(counts, from, to);
        return DoubleStream.of(counts)
                .skip(from)
                .limit(to - from)
                .map(count -> (count - mean) * (count - mean))
                .average()
                .orElseThrow();
    }
}
