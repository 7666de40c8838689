package dev.winnow.ops.terminal;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The screen.
 *
 * @param interactive whether a person looks at it, so that a line may be written again; false where output is piped
 * @param width columns
 * @param colours whether text may be coloured
 */
public record Terminal(boolean interactive, int width, boolean colours) {
    private static final int DEFAULT_WIDTH = 80;
    static final int LEAST_WIDTH = 40;

    /** Where output goes to a file or another program. */
    public static final Terminal PIPED = new Terminal(false, DEFAULT_WIDTH, false);

    public Terminal {
        width = Math.max(LEAST_WIDTH, width);
    }

    /** Looks at the process's own streams. */
    public static Terminal detect() {
        return isInteractive() ? new Terminal(true, detectWidth(), allowsColours(System.getenv())) : PIPED;
    }

    /** The text on one line of this many columns at most: control characters become blanks, the end is cut. */
    public static String fit(String text, int columns) {
        String line = printable(text.substring(0, Math.min(text.length(), 2 * columns + 2)));
        if (line.codePointCount(0, line.length()) <= columns) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, Math.max(0, columns - 1))) + "…";
    }

    /** The text with a blank for each character that would move the cursor or is none; indexes stay the same. */
    public static String printable(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.isWhitespace(c) || isSurrogate(c) ? ' ' : c)
                .forEach(line::appendCodePoint);
        return line.toString();
    }

    /** By the convention of no-color.org, and not on a terminal that says it has none. */
    static boolean allowsColours(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    private static boolean isSurrogate(int c) {
        return Character.getType(c) == Character.SURROGATE;
    }

    /** From Java 22 on there is a console even where output is piped, and {@code Console.isTerminal} to tell. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Asks {@code stty}, since Java does not know; a library for this alone would bring native code. */
    private static int detectWidth() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Redirect.from(new File("/dev/tty")))
                    .redirectError(Redirect.DISCARD)
                    .start();
            try (InputStream answer = stty.getInputStream()) {
                String[] rowsAndColumns = new String(answer.readAllBytes(), StandardCharsets.US_ASCII)
                        .trim()
                        .split(" ", -1);
                int columns = rowsAndColumns.length == 2 ? Integer.parseInt(rowsAndColumns[1]) : 0;
                return columns == 0 ? DEFAULT_WIDTH : columns;
            }
        } catch (IOException | NumberFormatException e) {
            return DEFAULT_WIDTH;
        }
    }
}
