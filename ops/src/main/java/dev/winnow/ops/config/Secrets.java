package dev.winnow.ops.config;

import java.util.regex.Pattern;

/** Keeps passwords and the like out of what is printed. When in doubt it masks. */
final class Secrets {
    static final String MASK = "********";

    private static final Pattern KEY = Pattern.compile(
            "password|passphrase|secret|jaas|credential|user\\.info|(^|[.-])(token|private)((?!-file$)[.-]|$)|(^|[.-])key$");
    private static final Pattern VALUE = Pattern.compile("(?i)(password|secret)\\s*=");
    private static final Pattern USER_INFO = Pattern.compile("(://)[^/@\\s]+@");

    private Secrets() {}

    /** The value as it may be shown; of an address with user information, the rest stays readable,
     * and so does that there is none. */
    static String mask(String path, String value) {
        if (value.isEmpty()) {
            return value;
        }
        if (KEY.matcher(path).find() || VALUE.matcher(value).find()) {
            return MASK;
        }
        return USER_INFO.matcher(value).replaceAll("$1" + MASK + "@");
    }
}
