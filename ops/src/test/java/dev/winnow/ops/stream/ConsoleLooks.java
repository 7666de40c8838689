package dev.winnow.ops.stream;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class ConsoleLooks extends ConsolePage {

    /** Minor findings are matters of taste. */
    private static final String FINDINGS = """
            async () => (await axe.run()).violations
                .filter(found => ['moderate', 'serious', 'critical'].includes(found.impact))
                .map(found => found.id + ': ' + found.nodes.map(node => node.target.join(' ')).join(', '))""";

    ConsoleLooks(ConsoleStage stage) {
        super(stage);
    }

    private static String axe() {
        try (InputStream script = ConsoleLooks.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the page as it stands, in all its looks. */
    private List<String> findings() {
        List<String> findings = new ArrayList<>();
        for (int width : List.of(WIDE, PHONE)) {
            page.setViewportSize(width, heightOf(width));
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                // Colours that fade into others have too little contrast on the way.
                page.emulateMedia(
                        new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
                ((List<?>) page.evaluate(FINDINGS)).forEach(found -> findings.add(width + " " + scheme + " " + found));
            }
        }
        return findings;
    }

    private void unfoldEverything() {
        pauseAt(".result").locator("button.more").click();
        page.evaluate("() => document.querySelectorAll('details').forEach(details => { details.open = true; })");
    }

    private int beyondTheWindow() {
        return ((Number) page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")).intValue();
    }

    @Test
    void shouldBeAccessible() {
        // Given
        open();
        page.evaluate(axe());
        unfoldEverything();

        // When
        List<String> ofPage = findings();
        letterToSend().getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        List<String> ofDialog = findings();

        // Then
        assertThat(ofPage).isEmpty();
        assertThat(ofDialog).as("with a dialog open").isEmpty();
    }

    @Test
    void shouldBeAccessibleToThoseWhoMayOnlyLook() {
        // Given
        open(stage.guarded(), WIDE);
        page.evaluate(axe());
        unfoldEverything();

        // When
        button("Sign in").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        List<String> ofDialog = findings();
        dialogButton("Cancel").click();
        List<String> ofPage = findings();

        // Then
        assertThat(ofDialog).as("with a dialog open").isEmpty();
        assertThat(ofPage).isEmpty();
    }

    @Test
    void shouldFitAPhone() {
        // Given
        open(stage.open(), PHONE);

        // When
        unfoldEverything();

        // Then
        assertThat(beyondTheWindow()).isZero();
    }

    @Test
    void shouldAskNobodyElse() {
        // When
        open();
        assertThat(page.locator(".result").first()).isVisible();

        // Then
        assertThat(asked)
                .isNotEmpty()
                .allMatch(url -> url.startsWith(stage.open().url().orElseThrow() + "/"));
    }
}
