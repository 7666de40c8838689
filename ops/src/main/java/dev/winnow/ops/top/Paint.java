package dev.winnow.ops.top;

import dev.winnow.ops.terminal.Terminal;

/**
 * Colours, or none.
 *
 * @param colours whether the terminal may show them
 */
record Paint(boolean colours) {
    private static final String RESET = "\u001b[0m";

    /** The text on one line; what an instance said cannot move the cursor or turn the direction of writing. */
    static String fit(String text, int columns) {
        return Terminal.fit(text.replaceAll("\\p{Cf}", ""), columns);
    }

    String row(Row.Trouble trouble, boolean selected, String text) {
        String code =
                switch (trouble) {
                    case AWAY -> "31";
                    case OVERLOADED -> "1;31";
                    case NOT_READY, REFUSED -> "33";
                    case NONE -> "0";
                };
        return code(selected ? code + ";7" : code, text);
    }

    String bold(String text) {
        return code("1", text);
    }

    String dim(String text) {
        return code("2", text);
    }

    private String code(String code, String text) {
        return colours && !code.equals("0") ? "\u001b[" + code + "m" + text + RESET : text;
    }
}
