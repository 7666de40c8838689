package dev.winnow.model.calibration;

import dev.winnow.model.encoder.ActivationRanges;
import dev.winnow.model.encoder.Precision;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a bundle needs in order to run in 8-bit integers, and what it loses in each number format.
 *
 * @param split what it was measured on
 * @param documents how many there were
 * @param ranges of the activations
 * @param points every precision at the same offsets
 */
public record PrecisionProfile(String split, int documents, ActivationRanges ranges, List<PrecisionPoint> points) {
    /**
     * The accuracy that {@link #fastest} may lose, as a share: 0.3 points. On a split of 2,000 documents that is a third of the
     * standard error, and a stream that must not lose it names its precision.
     */
    public static final double MOST_LOST = 0.003;

    public PrecisionProfile {
        points = List.copyOf(points);
    }

    /**
     * The accuracy that a precision loses against {@link Precision#FP32}, as a share, at the offset where it loses most;
     * negative where it wins at all of them, empty where it was not measured.
     */
    public OptionalDouble lost(Precision precision) {
        return points.stream()
                .filter(point -> point.precision() == precision)
                .flatMap(point -> at(Precision.FP32, point.offset()).map(exact -> exact.accuracy() - point.accuracy()))
                .mapToDouble(Double::doubleValue)
                .max();
    }

    /**
     * The fastest precision that loses at most {@link #MOST_LOST}.
     *
     * @param supported what the processor has instructions for; {@link Precision#FP32} always counts
     */
    public Precision fastest(Set<Precision> supported) {
        return Stream.of(Precision.INT8, Precision.BF16)
                .filter(supported::contains)
                .filter(precision -> lost(precision).orElse(1) <= MOST_LOST)
                .findFirst()
                .orElse(Precision.FP32);
    }

    private Stream<PrecisionPoint> at(Precision precision, double offset) {
        return points.stream().filter(point -> point.precision() == precision && point.offset() == offset);
    }
}
