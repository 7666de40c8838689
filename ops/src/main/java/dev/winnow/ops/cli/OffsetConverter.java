package dev.winnow.ops.cli;

import dev.winnow.model.reduction.DeltaOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a δ offset; picocli turns the exception into an error of usage. */
final class OffsetConverter implements ITypeConverter<DeltaOffset> {

    @Override
    public DeltaOffset convert(String text) {
        try {
            return new DeltaOffset(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a number such as -1, 0 or 0.25");
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
