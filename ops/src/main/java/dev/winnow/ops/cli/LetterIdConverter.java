package dev.winnow.ops.cli;

import dev.winnow.ops.deadletters.LetterId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads where a dead letter lies; picocli turns the exception into an error of usage. */
final class LetterIdConverter implements ITypeConverter<LetterId> {
    @Override
    public LetterId convert(String text) {
        try {
            return LetterId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
