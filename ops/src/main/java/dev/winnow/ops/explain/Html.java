package dev.winnow.ops.explain;

/** Text on a page. Documents come from anywhere, so nothing of theirs may be markup. */
final class Html {
    private Html() {}

    /** The text as content of an element or of a quoted attribute; what a page cannot hold becomes U+FFFD. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> append(escaped, c));
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, int c) {
        switch (c) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            case '\'' -> escaped.append("&#39;");
            case '\t', '\n' -> escaped.append((char) c);
            default -> escaped.appendCodePoint(isUnfit(c) ? 0xFFFD : c);
        }
    }

    private static boolean isUnfit(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
    }
}
