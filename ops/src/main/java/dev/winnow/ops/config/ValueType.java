package dev.winnow.ops.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * How a value is written.
 *
 * @param name for people: {@code integer}, {@code duration}, or the choices
 * @param parse reads it; throws {@link IllegalArgumentException} with a message that quotes the text
 * @param format writes what {@code parse} reads back
 */
public record ValueType(String name, Function<String, Object> parse, Function<Object, String> format) {

    static final ValueType TEXT = new ValueType("text", text -> text, Object::toString);
    private static final ValueType INTEGER = new ValueType("integer", ValueType::parseInteger, Object::toString);
    private static final ValueType NUMBER =
            new ValueType("number", ValueType::parseNumber, value -> formatNumber((Double) value));
    private static final ValueType BOOLEAN = new ValueType("true or false", ValueType::parseBoolean, Object::toString);
    private static final ValueType DURATION =
            new ValueType("duration", Durations::parse, value -> Durations.format((Duration) value));

    /** The type of a record component. */
    static ValueType of(Class<?> type) {
        if (type == String.class) {
            return TEXT;
        }
        if (type == int.class) {
            return INTEGER;
        }
        if (type == double.class) {
            return NUMBER;
        }
        if (type == boolean.class) {
            return BOOLEAN;
        }
        if (type == Duration.class) {
            return DURATION;
        }
        if (type.isEnum()) {
            return choice(type);
        }
        throw new IllegalStateException("no way to write a " + type.getName() + " in the configuration");
    }

    private static ValueType choice(Class<?> type) {
        List<Enum<?>> constants = Arrays.stream(type.getEnumConstants())
                .<Enum<?>>map(constant -> (Enum<?>) constant)
                .toList();
        List<String> choices = constants.stream().map(KebabCase::ofConstant).toList();
        Function<String, Object> parse = text -> {
            int index = choices.indexOf(text);
            if (index < 0) {
                throw new IllegalArgumentException("'%s' is not one of %s%s"
                        .formatted(text, String.join(", ", choices), Suggestion.question(text, choices)));
            }
            return constants.get(index);
        };
        return new ValueType(String.join(" or ", choices), parse, constant -> KebabCase.ofConstant((Enum<?>) constant));
    }

    private static Object parseInteger(String text) {
        if (!text.matches("-?\\d{1,10}")) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number");
        }
        long value = Long.parseLong(text);
        if (value != (int) value) {
            throw new IllegalArgumentException("'" + text + "' is out of range");
        }
        return (int) value;
    }

    private static Object parseNumber(String text) {
        if (!text.matches("[-+]?(\\d{1,15}(\\.\\d{0,15})?|\\.\\d{1,15})")) {
            throw new IllegalArgumentException("'" + text + "' is not a number such as -1, 0 or 0.25");
        }
        return Double.valueOf(text);
    }

    /** Without exponent and without a fraction of zero: 0, -1, 0.25. */
    private static String formatNumber(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static Object parseBoolean(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        }
        return Boolean.valueOf(text);
    }
}
