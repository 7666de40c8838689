package dev.winnow.ops.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.ops.explain.Shades;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of the page, read once. A list, not a folder: nothing else of the class path can be asked for. The shades of
 * tokens are made here, the same as those of {@code winnow classify --explain --html}.
 */
final class Assets {
    /** Steps from the shade of what left first to that of what was kept; encoders have 6 or 12 layers. */
    static final int SHADES = 12;

    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");
    private static final List<String> FILES = List.of(
            "index.html",
            "console.css",
            "icon.svg",
            "app.js",
            "api.js",
            "dom.js",
            "format.js",
            "chart.js",
            "charts.js",
            "curve.js",
            "curvechart.js",
            "bundles.js",
            "lists.js",
            "knob.js",
            "objective.js",
            "policy.js",
            "results.js",
            "document.js",
            "letters.js",
            "audit.js",
            "instances.js",
            "login.js");

    private final Map<String, Asset> byName = new LinkedHashMap<>();

    /**
     * A file.
     *
     * @param type its media type
     * @param content UTF-8
     */
    record Asset(String type, byte[] content) {}

    Assets() {
        FILES.forEach(name -> byName.put(name, new Asset(type(name), read(name))));
        byName.put(
                "shades.css",
                new Asset(TYPES.get("css"), Shades.styleSheet(SHADES).getBytes(UTF_8)));
    }

    private static String type(String name) {
        return TYPES.get(name.substring(name.indexOf('.') + 1));
    }

    private static byte[] read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty for a file that the page does not have. */
    Optional<Asset> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
