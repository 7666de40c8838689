package dev.winnow.ops.stream;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.winnow.ops.run.Management;
import dev.winnow.topology.config.ConsoleConfig;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.ManagementConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.knob.KnobStatus;
import dev.winnow.v1.Classification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page in a real browser, over a real stream that goes on all the time. */
class ConsoleTest {
    private static final List<String> TEXTS = List.of(
            "Thanks, that fixed my problem and I learned something on the way.",
            "Does anyone know whether the library is open on Sunday?",
            "The bread from the market freezes well if you slice it first.");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double MILLIS = 20_000;

    private static final AtomicInteger SENT = new AtomicInteger();
    private static final ScheduledExecutorService LOAD = Executors.newSingleThreadScheduledExecutor();
    private static Chromium chromium;
    private static RunningStream stream;
    private static Management withTexts;
    private static Management withoutTexts;

    private BrowserContext context;
    private Page page;
    private final List<String> asked = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    @BeforeAll
    static void start() {
        chromium = Chromium.open();
        TestStream names = TestStream.create(1);
        WinnowConfig config = config(names, true);
        stream = RunningStream.start(names, config, Models.loader(), app -> {
            withTexts = Management.open(config, app);
            withoutTexts = Management.open(config(names, false), app);
        });
        stream.app().awaitRunning(Duration.ofMinutes(1));
        var unused = LOAD.scheduleWithFixedDelay(ConsoleTest::feed, 0, 100, TimeUnit.MILLISECONDS);
    }

    private static WinnowConfig config(TestStream names, boolean texts) {
        return names.config(Guarantee.EXACTLY_ONCE).toBuilder()
                .management(ManagementConfig.at("127.0.0.1:0"))
                .console(new ConsoleConfig(true, texts, ""))
                .build();
    }

    private static void feed() {
        int number = SENT.getAndIncrement();
        stream.send("d" + number, TEXTS.get(number % TEXTS.size()));
    }

    @AfterAll
    static void stop() {
        LOAD.shutdownNow();
        if (chromium != null) {
            chromium.close();
        }
        if (stream != null) {
            stream.close();
            withTexts.close();
            withoutTexts.close();
        }
    }

    private void open(Management management, Browser.NewContextOptions options) {
        context = chromium.browser().newContext(options);
        context.setDefaultTimeout(MILLIS);
        context.addInitScript(axe());
        page = context.newPage();
        page.onRequest(request -> asked.add(request.url()));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
        page.navigate(management.url().orElseThrow() + "/console");
        assertThat(page.locator("#process")).hasText("running", longer());
    }

    private static LocatorAssertions.HasTextOptions longer() {
        return new LocatorAssertions.HasTextOptions().setTimeout(MILLIS);
    }

    private void open() {
        open(withTexts, new Browser.NewContextOptions().setViewportSize(1280, 900));
    }

    private static String axe() {
        try (InputStream script = ConsoleTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() {
        if (context != null) {
            context.close();
        }
        assertThat(errors).as("errors of the page").isEmpty();
    }

    private static KnobStatus knob() {
        return stream.app().knobs().orElseThrow().knobs().get(0);
    }

    private Locator slider() {
        return page.getByRole(AriaRole.SLIDER);
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** Results that were classified after this call carry numbers from here on. */
    private static Classification resultOfNext() {
        int from = SENT.get();
        Waiting.upTo(PATIENCE).until(() -> Harvest.of(stream.names()).ids().contains("d" + from));
        return Harvest.of(stream.names()).classificationOf("d" + from);
    }

    @Test
    void shouldTurnTheKnobByClickingTheSlider() {
        // Given
        open();
        page.getByLabel("Reason").fill("release day");
        page.getByLabel("Your name").fill("a moderator");

        // When
        BoundingBox track = slider().boundingBox();
        slider().click(new Locator.ClickOptions().setPosition(0.7 * track.width, track.height / 2));
        double wanted = Double.parseDouble(slider().inputValue());
        assertThat(page.locator(".compare td").last()).not().isEmpty();
        page.locator(".change button.primary").click();

        // Then
        assertThat(page.locator(".change .status")).containsText("In force");
        assertThat(knob().offset().value()).isEqualTo(wanted);
        assertThat(knob().policy().orElseThrow().author()).startsWith("a moderator");
        assertThat(knob().policy().orElseThrow().manual().orElseThrow().until()).isPresent();
        assertThat(resultOfNext().getDeltaOffset()).isEqualTo(wanted);
        assertThat(page.locator(".stand")).containsText("Set by hand, ends at");
        assertThat(page.locator("#audit-body")).containsText("release day");
    }

    @Test
    void shouldTurnTheKnobByKeysAlone() {
        // Given
        open();
        slider().focus();
        page.keyboard().press("Home");

        // When
        for (int step = 0; step < 5; step++) {
            page.keyboard().press("ArrowRight");
        }
        String spoken = slider().getAttribute("aria-valuetext");
        Locator apply = page.locator(".change button.primary");
        for (int tab = 0; tab < 10 && !(boolean) apply.evaluate("node => node === document.activeElement"); tab++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");

        // Then
        assertThat(page.locator(".change .status")).containsText("In force");
        assertThat(knob().offset().value()).isCloseTo(-0.95, within(1e-9));
        assertThat(spoken).contains("−0.95", "expected accuracy", "the full encoder's speed");
    }

    @Test
    void shouldHandTheKnobBack() {
        // Given
        open();
        page.locator(".change button.primary").click();
        assertThat(page.locator(".stand")).containsText("Set by hand");

        // When
        button("Hand back to the configuration").click();

        // Then
        assertThat(page.locator(".stand")).hasText("As configured", longer());
        assertThat(knob().mode()).isInstanceOf(Policy.Mode.Configured.class);
    }

    @Test
    void shouldHighlightWhatTheRecordHolds() {
        // Given
        open();
        assertThat(page.locator(".result mark").first()).isVisible();
        button("Pause").click();
        Locator result = page.locator(".result:has(mark)").first();

        // When
        List<List<Integer>> marked = result.locator("mark").all().stream()
                .map(mark -> List.of(
                        Integer.parseInt(mark.getAttribute("data-start")),
                        Integer.parseInt(mark.getAttribute("data-end"))))
                .toList();
        String id = result.getAttribute("data-document");
        Waiting.upTo(PATIENCE).until(() -> Harvest.of(stream.names()).ids().contains(id));
        Classification record = Harvest.of(stream.names()).classificationOf(id);

        // Then
        assertThat(marked)
                .containsExactlyInAnyOrderElementsOf(record.getRationale().stream()
                        .map(span -> List.of(span.getStart(), span.getEnd()))
                        .toList());
        assertThat(result.locator(".label")).hasText(record.getLabel());
        String text = TEXTS.get(Integer.parseInt(id.substring(1)) % TEXTS.size());
        assertThat(result.locator(".line-text")).hasText(text);
    }

    @Test
    void shouldShowWhatEachLayerDropped() {
        // Given
        open();
        assertThat(page.locator(".result").first()).isVisible();
        button("Pause").click();
        Locator result = page.locator(".result").first();

        // When
        result.locator("button.more").click();

        // Then
        assertThat(result.locator(".layers tbody tr")).hasCount(6);
        assertThat(result.locator(".full .text span").first()).isVisible();
    }

    @Test
    void shouldSendADeadLetterAgainAfterAsking() {
        // Given
        stream.feed().send(0, "broken", new byte[] {1, 2, 3});
        open();
        page.locator("#letter-tools button").click();
        Locator letter = page.locator("[data-letter]").last();
        Awaitility.await().atMost(PATIENCE).until(() -> {
            page.locator("#letter-tools button").click();
            page.waitForTimeout(300);
            return page.locator("[data-letter]").count() > 0;
        });

        // When
        letter.getByRole(AriaRole.BUTTON).click();
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Send again"))
                .click();

        // Then
        assertThat(page.locator("#letter-body .status")).containsText("was sent again");
        assertThat(letter.locator("[data-name='Sent again']")).hasText("yes");
        assertThat(page.locator("#audit-body")).containsText("replay of dead letter");
    }

    @Test
    void shouldHideTextsUnlessAllowed() {
        // When
        open(withoutTexts, new Browser.NewContextOptions().setViewportSize(1280, 900));

        // Then
        assertThat(page.locator(".result .positions").first()).isVisible();
        button("Pause").click();
        page.locator(".result button.more").first().click();
        assertThat(page.locator("body").innerText()).doesNotContain("Thanks", "library", "bread", "market");
        assertThat(page.locator(".result mark")).hasCount(0);
    }

    @Test
    void shouldAskNobodyElse() {
        // When
        open();
        assertThat(page.locator(".result").first()).isVisible();

        // Then
        assertThat(asked)
                .isNotEmpty()
                .allMatch(url -> url.startsWith(withTexts.url().orElseThrow() + "/"));
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void shouldBeAccessible(ColorScheme scheme) {
        // Given
        open(
                withTexts,
                new Browser.NewContextOptions().setViewportSize(1280, 900).setColorScheme(scheme));
        assertThat(page.locator(".result").first()).isVisible();
        button("Pause").click();
        page.locator(".result button.more").first().click();

        // When
        Object violations = page.evaluate("""
                async () => (await axe.run()).violations
                    .filter(found => ['serious', 'critical'].includes(found.impact))
                    .map(found => found.id + ': ' + found.nodes.map(node => node.target.join(' ')).join(', '))""");

        // Then
        assertThat((List<?>) violations).isEmpty();
    }

    @Test
    void shouldFitAPhone() {
        // Given
        open(withTexts, new Browser.NewContextOptions().setViewportSize(390, 844));
        assertThat(page.locator(".result").first()).isVisible();
        button("Pause").click();
        page.locator(".result button.more").first().click();

        // When
        int beyond =
                ((Number) page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")).intValue();

        // Then
        assertThat(beyond).isZero();
    }
}
