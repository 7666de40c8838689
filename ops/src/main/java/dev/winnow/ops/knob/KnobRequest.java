package dev.winnow.ops.knob;

import dev.winnow.model.reduction.DeltaOffset;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The body of {@code POST /knob/{bundle}}: one of {@code offset}, {@code auto} and {@code release}; null for what it lacks.
 *
 * @param offset by hand
 * @param forSeconds how long; null for until further notice
 * @param auto a controller
 * @param release true for the end of an offset by hand, {@code "all"} for that of the controller too
 * @param reason why
 * @param author what the client calls itself
 */
record KnobRequest(Double offset, Long forSeconds, Auto auto, Object release, String reason, String author) {

    private static final long LONGEST_SECONDS = Duration.ofDays(366).toSeconds();
    private static final int LONGEST_AUTHOR = 100;

    /** As {@link AutoWish}. */
    record Auto(
            Long objectiveMillis,
            Double minAccuracy,
            Double minAgreement,
            Double leastOffset,
            Double mostOffset,
            Double slew) {

        private AutoWish wish() {
            return new AutoWish(
                    objectiveMillis == null ? null : Duration.ofMillis(objectiveMillis),
                    minAccuracy,
                    minAgreement,
                    leastOffset == null ? null : new DeltaOffset(leastOffset),
                    mostOffset == null ? null : new DeltaOffset(mostOffset),
                    slew);
        }
    }

    /**
     * What it asks for.
     *
     * @throws IllegalArgumentException when that is nothing, or more than one thing, or out of range
     */
    KnobChange change() {
        List<Object> asked =
                Stream.of(offset, auto, release).filter(Objects::nonNull).toList();
        if (asked.size() != 1) {
            throw new IllegalArgumentException("ask for one of offset, auto and release");
        }
        if (forSeconds != null && offset == null) {
            throw new IllegalArgumentException("forSeconds belongs to an offset");
        }
        if (offset != null) {
            return new KnobChange.Manual(new DeltaOffset(offset), duration());
        }
        return auto == null ? released() : new KnobChange.Auto(auto.wish());
    }

    private Optional<Duration> duration() {
        if (forSeconds != null && (forSeconds < 1 || forSeconds > LONGEST_SECONDS)) {
            throw new IllegalArgumentException("forSeconds must be 1 to " + LONGEST_SECONDS + ", not " + forSeconds);
        }
        return Optional.ofNullable(forSeconds).map(Duration::ofSeconds);
    }

    private KnobChange released() {
        if (!Boolean.TRUE.equals(release) && !"all".equals(release)) {
            throw new IllegalArgumentException("release is true or \"all\"");
        }
        return new KnobChange.Release("all".equals(release));
    }

    /** The role that is known stands behind the name that is claimed. */
    Signature signature(String caller) {
        String claimed = author == null ? "" : author.strip();
        if (claimed.length() > LONGEST_AUTHOR) {
            throw new IllegalArgumentException(
                    "the author has %d characters; %d are the most".formatted(claimed.length(), LONGEST_AUTHOR));
        }
        return new Signature(claimed.isEmpty() ? caller : claimed + " (" + caller + ")", reason == null ? "" : reason);
    }
}
