package dev.winnow.ops.cli;

import dev.winnow.ops.simulate.CostCurve;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code FIXED_MS,MICROS_PER_TOKEN}; picocli turns the exception into an error of usage. */
final class CostConverter implements ITypeConverter<CostCurve> {

    private static final double MILLIS = 1e3;
    private static final double MICROS = 1e6;

    @Override
    public CostCurve convert(String text) {
        String[] parts = text.split(",", -1);
        try {
            if (parts.length == 2) {
                return new CostCurve(Double.parseDouble(parts[0]) / MILLIS, Double.parseDouble(parts[1]) / MICROS);
            }
        } catch (NumberFormatException noNumber) {
            throw unreadable(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
        throw unreadable(text);
    }

    private static TypeConversionException unreadable(String text) {
        return new TypeConversionException("'" + text
                + "' is not FIXED_MS,MICROS_PER_TOKEN such as 3,170: milliseconds a call, microseconds a token");
    }
}
