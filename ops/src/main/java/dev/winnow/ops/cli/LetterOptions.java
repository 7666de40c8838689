package dev.winnow.ops.cli;

import dev.winnow.ops.config.Durations;
import dev.winnow.ops.deadletters.LetterFilter;
import dev.winnow.topology.deadletter.Stage;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which dead letters a command is about. */
final class LetterOptions {

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "Only those that failed at this stage: read, prepare, infer or write.")
    private Stage stage;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Since.class,
            description = "Only those that failed since then: 30m or 2h ago, or a time such as 2026-11-22T10:00:00Z.")
    private Instant since;

    @Option(names = "--source", paramLabel = "TOPIC", description = "Only those whose record came from this topic.")
    private String source;

    /** A duration before the present, or a point in time. */
    static final class Since implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException noInstant) {
                return ago(text);
            }
        }

        private static Instant ago(String text) {
            try {
                return Instant.now().minus(Durations.parse(text));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "'%s' is neither a duration such as '2h' nor a time such as '2026-11-22T10:00:00Z'"
                                .formatted(text));
            }
        }
    }

    boolean any() {
        return stage != null || since != null || source != null;
    }

    LetterFilter filter() {
        return new LetterFilter(Optional.ofNullable(stage), Optional.ofNullable(since), Optional.ofNullable(source));
    }
}
