package dev.winnow.ops.stream;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.winnow.ops.run.Management;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A page that a test opens and that makes no error meanwhile. */
abstract class ConsolePage {
    static final int WIDE = 1280;
    static final int PHONE = 390;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** While the broker still answers the questions of the page before; this one says so and asks again. */
    private static final String BUSY = "status of 503";

    private static final double MILLIS = 20_000;

    final ConsoleStage stage;
    Page page;
    final List<String> asked = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private BrowserContext context;

    ConsolePage(ConsoleStage stage) {
        this.stage = stage;
    }

    void open() {
        open(stage.open(), WIDE);
    }

    void open(Management management, int width) {
        context = stage.chromium()
                .browser()
                .newContext(new Browser.NewContextOptions().setViewportSize(width, heightOf(width)));
        context.setDefaultTimeout(MILLIS);
        page = context.newPage();
        page.onRequest(request -> asked.add(request.url()));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains(BUSY)) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
        page.navigate(management.url().orElseThrow() + "/console");
        assertThat(page.locator("#process")).hasText("running", longer());
    }

    static int heightOf(int width) {
        return width == PHONE ? 844 : 900;
    }

    static LocatorAssertions.HasTextOptions longer() {
        return new LocatorAssertions.HasTextOptions().setTimeout(MILLIS);
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator dialogButton(String name) {
        return page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    /** Stops the results, so that the one that is looked at stays. */
    Locator pauseAt(String selector) {
        assertThat(page.locator(selector).first()).isVisible();
        button("Pause").click();
        return page.locator(selector).first();
    }

    /** Asks for the dead letters until there is one that was not sent again. */
    Locator letterToSend() {
        Locator unsent = page.locator("[data-letter]:has(button)");
        Waiting.upTo(PATIENCE).until(() -> {
            button("Look again").click();
            page.waitForTimeout(300);
            return unsent.count() > 0;
        });
        return page.locator("[data-letter='%s']".formatted(unsent.first().getAttribute("data-letter")));
    }

    @AfterEach
    void close() {
        if (context != null) {
            context.close();
        }
        assertThat(errors).as("errors of the page").isEmpty();
    }
}
