package dev.winnow.ops.stream;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Chromium of the system, without a window: {@code WINNOW_CHROMIUM}, or where distributions put it. Playwright's own is not
 * downloaded. Where there is none, tests are skipped, but not in CI ({@code CI=true}), which is there to run them.
 */
final class Chromium implements AutoCloseable {
    private static final List<String> PLACES = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        // Containers and CI run as root, for whom Chromium's sandbox does not start.
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    static Chromium open() {
        return find().map(Chromium::new).orElseGet(Chromium::missing);
    }

    private static Optional<Path> find() {
        return Stream.concat(Stream.of(System.getenv("WINNOW_CHROMIUM")).filter(Objects::nonNull), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Chromium missing() {
        String message = "no Chromium: install it (apt-get install chromium), or name it in WINNOW_CHROMIUM";
        return "true".equals(System.getenv("CI")) ? fail(message) : abort(message);
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
