package dev.winnow.ops.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Bytes that anybody may have sent, for a terminal: as text where they are UTF-8, else as a hex dump. Whatever would move
 * the cursor, change colours, or turn the direction of writing is escaped, so that a record cannot draw what is not there.
 */
final class EscapedText {
    private static final int BYTES_A_LINE = 16;

    private EscapedText() {}

    /** On one line. */
    static String line(String text) {
        return escaped(text);
    }

    /** On one line. */
    static String line(byte[] bytes) {
        return bytes == null ? "(null)" : text(bytes).map(EscapedText::escaped).orElseGet(() -> hex(bytes));
    }

    /** On as many lines as it takes. */
    static String lines(byte[] bytes) {
        return text(bytes).map(EscapedText::escapedLines).orElseGet(() -> dump(bytes));
    }

    private static String escapedLines(String text) {
        return text.lines().map(EscapedText::escaped).collect(Collectors.joining(System.lineSeparator()));
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            // Avro without any byte beyond ASCII decodes too, and reads better with its places.
            return text.indexOf(0) >= 0 ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    private static String escaped(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> line.append("\\n");
                case '\t' -> line.append("\\t");
                case '\\' -> line.append("\\\\");
                default -> line.append(isVisible(c) ? Character.toString(c) : "\\u{%x}".formatted(c));
            }
        });
        return line.toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String hex(byte[] bytes) {
        StringBuilder line = new StringBuilder("0x");
        for (byte b : bytes) {
            line.append("%02x".formatted(b));
        }
        return line.toString();
    }

    private static String dump(byte[] bytes) {
        StringBuilder dump = new StringBuilder();
        for (int start = 0; start < bytes.length; start += BYTES_A_LINE) {
            StringBuilder codes = new StringBuilder();
            StringBuilder letters = new StringBuilder();
            for (int i = start; i < Math.min(bytes.length, start + BYTES_A_LINE); i++) {
                codes.append("%02x ".formatted(bytes[i]));
                letters.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
            }
            dump.append("%08x  %-48s %s%n".formatted(start, codes, letters));
        }
        return dump.toString().stripTrailing();
    }
}
