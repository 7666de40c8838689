package dev.winnow.ops.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.classifier.TokenTrace;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.control.BatchShape;
import dev.winnow.topology.control.LoadSample;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.knob.KnobStatus;
import dev.winnow.topology.microbatch.ComputedBatch;
import dev.winnow.topology.shadow.AgreementCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleMeterTest {
    private static final List<String> LABELS = List.of("even", "odd");
    private static final DeltaOffset TWICE_AS_FAST = new DeltaOffset(0.5);
    private static final AgreementCount NINETY_OF_HUNDRED = new AgreementCount(100, 90);

    private final BundleMeter meter = new BundleMeter(new Model(
            "parity",
            "1.0.0",
            LABELS,
            Optional.of(new CalibrationCurve("validation", 100, List.of(point(-1, 0.9, 1), point(0.5, 0.8, 2))))));

    private static CalibrationPoint point(double offset, double accuracy, double speed) {
        return new CalibrationPoint(offset, accuracy, accuracy, accuracy, accuracy, accuracy, speed, speed);
    }

    private Sample second() {
        return meter.end(1_000, 1, Optional.empty());
    }

    private static ComputedBatch batch(DeltaOffset offset, Duration engine, int... lengths) {
        return new ComputedBatch(
                "parity",
                offset,
                engine.toNanos(),
                OptionalDouble.empty(),
                Arrays.stream(lengths)
                        .mapToObj(length -> new TokenTrace(1, new int[length], new float[length]))
                        .map(trace -> new Prediction(LABELS, new float[] {0, 1}, trace, false))
                        .map(prediction -> new ComputedBatch.Member(prediction, 0, Optional.empty()))
                        .toList());
    }

    private static LoadSample load(double arrivals, long pending, long unread, long oldestMillis) {
        return new LoadSample(
                Duration.ofMillis(200),
                arrivals,
                0,
                pending,
                unread,
                Duration.ofMillis(oldestMillis),
                Optional.empty(),
                4,
                0.5,
                TWICE_AS_FAST,
                TWICE_AS_FAST);
    }

    private static KnobStatus knob(LoadSample load) {
        return new KnobStatus(
                "parity",
                new Policy.Mode.Configured(),
                TWICE_AS_FAST,
                Optional.of(point(0.5, 0.8, 2)),
                new BatchShape(1_500, Duration.ofMillis(20)),
                false,
                Instant.EPOCH,
                "configured",
                Optional.empty(),
                Optional.empty(),
                Optional.of(load),
                Duration.ZERO,
                NINETY_OF_HUNDRED);
    }

    /** The least value that is no smaller than this share of all: nearest rank, by sorting. */
    private static double percentile(long[] values, double share) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return (double) sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 99, 101, 10_000})
    void shouldFindThePercentilesThatSortingFinds(int results) {
        // Given
        Random random = new Random(results);
        long[] ages = random.doubles(results)
                .mapToLong(uniform -> Math.round(Math.exp(8 * uniform)))
                .toArray();

        // When
        Arrays.stream(ages).forEach(meter::written);
        Sample sample = meter.end(1_000, 2.5, Optional.empty());

        // Then
        assertThat(sample.value(Figure.P50)).isCloseTo(percentile(ages, 0.5), withinAPercent(percentile(ages, 0.5)));
        assertThat(sample.value(Figure.P99)).isCloseTo(percentile(ages, 0.99), withinAPercent(percentile(ages, 0.99)));
        assertThat(sample.value(Figure.SERVED)).isEqualTo(results / 2.5);
    }

    private static Offset<Double> withinAPercent(double value) {
        return within(Math.max(1e-9, 0.01 * value));
    }

    @Test
    void shouldMeanMicroBatchesByTheBatch() {
        // Given
        List<int[]> batches = List.of(new int[] {10, 20, 30}, new int[] {5}, new int[] {100, 7});

        // When
        batches.forEach(lengths -> meter.computed(batch(DeltaOffset.FULL, Duration.ofMillis(1), lengths)));
        Sample sample = second();

        // Then
        assertThat(sample.value(Figure.DOCUMENTS)).isEqualTo((3 + 1 + 2) / 3.0);
        assertThat(sample.value(Figure.TOKENS)).isEqualTo((60 + 5 + 107) / 3.0);
    }

    @Test
    void shouldKnowNothingOfASecondInWhichNothingHappened() {
        // Given
        meter.written(50);
        meter.computed(batch(DeltaOffset.FULL, Duration.ofMillis(1), 10));
        meter.look(knob(load(10, 1, 2, 3)));
        second();

        // When
        Sample silent = second();

        // Then
        assertThat(silent.value(Figure.SERVED)).isZero();
        assertThat(Stream.of(
                                Figure.P50,
                                Figure.P99,
                                Figure.DOCUMENTS,
                                Figure.TOKENS,
                                Figure.ARRIVALS,
                                Figure.BACKLOG,
                                Figure.OLDEST)
                        .map(silent::value))
                .containsOnly(Double.NaN);
    }

    @Test
    void shouldMeanWhatComesAndKeepThePeaksOfWhatWaits() {
        // When
        meter.look(knob(load(10, 1, 2, 900)));
        meter.look(knob(load(40, 30, 50, 100)));
        meter.look(knob(load(10, 0, 0, 0)));
        Sample sample = second();

        // Then
        assertThat(sample.value(Figure.ARRIVALS)).isEqualTo(20);
        assertThat(sample.value(Figure.BACKLOG)).isEqualTo(80);
        assertThat(sample.value(Figure.OLDEST)).isEqualTo(900);
    }

    @Test
    void shouldSayWhatTheWorkersCouldDoWithTheFullEncoder() {
        // Given: 5 ms a document at twice the full encoder's speed are 10 ms of its time
        meter.computed(batch(TWICE_AS_FAST, Duration.ofMillis(20), 8, 8, 8, 8));

        // When
        meter.end(1_000, 1, Optional.of(knob(load(1, 0, 0, 0))));
        double first = meter.fullCapacity();
        meter.computed(batch(DeltaOffset.FULL, Duration.ofMillis(20), 8));
        meter.end(2_000, 1, Optional.of(knob(load(1, 0, 0, 0))));
        double second = meter.fullCapacity();

        // Then: half of four workers, and a fifth of the way from 10 to 20 ms
        assertThat(first).isCloseTo(4 * 0.5 / 0.010, within(1e-6));
        assertThat(second).isCloseTo(4 * 0.5 / 0.012, within(1e-6));
    }

    @Test
    void shouldShowLiveAgreementWithItsInterval() {
        // When
        Sample sample = meter.end(1_000, 1, Optional.of(knob(load(1, 0, 0, 0))));

        // Then: Wilson's interval for 90 of 100, as tables have it
        assertThat(sample.value(Figure.AGREEMENT)).isEqualTo(0.9);
        assertThat(sample.value(Figure.LOW)).isCloseTo(0.8256, within(5e-5));
        assertThat(sample.value(Figure.HIGH)).isCloseTo(0.9448, within(5e-5));
        assertThat(sample.value(Figure.OFFSET)).isEqualTo(0.5);
        assertThat(sample.value(Figure.ACCURACY)).isEqualTo(0.8);
    }

    @Test
    void shouldLoseNothingBetweenSecondsThatManyThreadsCountIn() throws Exception {
        // Given
        int threads = 4;
        int each = 5_000;
        ExecutorService counting = Executors.newFixedThreadPool(threads);
        double served = 0;
        Set<Double> documents = new HashSet<>();

        // When
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            done.add(counting.submit(() -> IntStream.range(0, each).forEach(number -> {
                meter.written(number);
                meter.computed(batch(DeltaOffset.FULL, Duration.ofMillis(1), 3, 4));
            })));
        }
        boolean all = false;
        while (!all) {
            all = done.stream().allMatch(Future::isDone);
            Sample sample = second();
            served += sample.value(Figure.SERVED);
            documents.add(sample.value(Figure.DOCUMENTS));
        }
        counting.shutdown();
        for (Future<?> thread : done) {
            thread.get();
        }

        // Then
        assertThat(served).isEqualTo((double) threads * each);
        documents.remove(Double.NaN);
        assertThat(documents).as("a batch counts as a whole").containsExactly(2.0);
    }
}
