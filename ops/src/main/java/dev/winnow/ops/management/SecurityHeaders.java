package dev.winnow.ops.management;

import java.util.LinkedHashMap;
import java.util.Map;

/** What every answer says to browsers: load nothing from elsewhere, run nothing inline, show it in no frame, keep no data. */
final class SecurityHeaders {

    /** For data; a file that never changes may replace Cache-Control. */
    static final Map<String, String> DATA = headers();

    /** Where browsers come by https, they must not come otherwise: half a year. */
    static final String STRICT_TRANSPORT = "max-age=15552000";

    private SecurityHeaders() {}

    private static Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "Content-Security-Policy",
                "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Embedder-Policy", "require-corp");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        headers.put("Cache-Control", "no-store");
        return Map.copyOf(headers);
    }
}
