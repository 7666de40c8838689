package dev.winnow.ops.cli;

import dev.winnow.ops.simulate.Load;
import dev.winnow.ops.simulate.LoadShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What comes to all instances together. */
final class LoadOptions {

    private static final double MILLIS = 1_000;

    @Option(
            names = "--arrivals",
            required = true,
            paramLabel = "FILE|steady|step|burst|diurnal",
            description = "Lines 'seconds,documents per second', or one moment in seconds for each document; or a shape"
                    + " between a base and a peak: up to the base and on; two fifths of the time the peak; two seconds of"
                    + " peak in fifteen; a day between night and noon.")
    String arrivals;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Base of a shape in documents a second, for all instances together.")
    private Double rate;

    @Option(
            names = "--load",
            paramLabel = "SHARE",
            description = "Base of a shape as a share of what the instances can do at offset -1 (default: 0.5).")
    private Double share;

    @Option(
            names = "--peak",
            defaultValue = "6",
            paramLabel = "TIMES",
            description = "Peak of a shape over its base (default: ${DEFAULT-VALUE}).")
    private double peak;

    @Option(
            names = "--duration",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long a shape lasts (default: 1m for steady, 150s for step and burst, 4m for diurnal).")
    private Duration duration;

    /** What is wrong about the options, in words for the user. */
    Optional<String> problem() {
        if (shape().isEmpty() && !Files.isReadable(Path.of(arrivals))) {
            return Optional.of("--arrivals: '" + arrivals
                    + "' is neither a file that can be read nor one of steady, step, burst and diurnal");
        }
        if (shape().isEmpty() && (rate != null || share != null || duration != null)) {
            return Optional.of("--rate, --load and --duration belong to a shape; a file says all of it itself");
        }
        if (rate != null && share != null) {
            return Optional.of("--rate and --load say the same; give one of them");
        }
        boolean positive = (rate == null || rate > 0) && (share == null || share > 0) && peak > 0;
        return positive ? Optional.empty() : Optional.of("--rate, --load and --peak must be above 0");
    }

    /** Whether the load is said as a share of what the instances can do. */
    boolean growsWithInstances() {
        return shape().isPresent() && rate == null;
    }

    private Optional<LoadShape> shape() {
        return Arrays.stream(LoadShape.values())
                .filter(shape -> shape.name().toLowerCase(Locale.ROOT).equals(arrivals))
                .findFirst();
    }

    /**
     * The load.
     *
     * @param capacity documents a second of all instances together at -1, which {@code --load} is a share of
     */
    Load load(double capacity) {
        double base = rate != null ? rate : (share == null ? 0.5 : share) * capacity;
        return shape().map(shape -> shape.load(base, peak * base, seconds(shape)))
                .orElseGet(this::read);
    }

    private double seconds(LoadShape shape) {
        return duration == null ? shape.seconds() : duration.toMillis() / MILLIS;
    }

    private Load read() {
        try {
            return Load.read(Path.of(arrivals));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read arrivals: " + e, e);
        }
    }
}
