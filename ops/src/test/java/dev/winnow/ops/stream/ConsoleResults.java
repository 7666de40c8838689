package dev.winnow.ops.stream;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.winnow.v1.Classification;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class ConsoleResults extends ConsolePage {

    ConsoleResults(ConsoleStage stage) {
        super(stage);
    }

    @Test
    void shouldHighlightWhatTheRecordHolds() {
        // Given
        open();
        Locator result = pauseAt(".result:has(mark)");

        // When
        List<List<Integer>> marked = result.locator("mark").all().stream()
                .map(mark -> List.of(
                        Integer.parseInt(mark.getAttribute("data-start")),
                        Integer.parseInt(mark.getAttribute("data-end"))))
                .toList();
        String id = result.getAttribute("data-document");
        Classification record = stage.resultOf(id);

        // Then
        assertThat(marked)
                .containsExactlyInAnyOrderElementsOf(record.getRationale().stream()
                        .map(span -> List.of(span.getStart(), span.getEnd()))
                        .toList());
        assertThat(result.locator(".label")).hasText(record.getLabel());
        assertThat(result.locator(".line-text")).hasText(stage.textOf(id));
    }

    @Test
    void shouldShowWhatEachLayerDropped() {
        // Given
        open();
        Locator result = pauseAt(".result");

        // When
        result.locator("button.more").click();

        // Then
        assertThat(result.locator(".layers tbody tr")).hasCount(6);
        assertThat(result.locator(".full .text span").first()).isVisible();
    }

    @Test
    void shouldHideTextsUnlessAllowed() {
        // When
        open(stage.withoutTexts(), WIDE);

        // Then
        assertNoTexts();
        assertThat(page.locator("#result-note")).containsText("console.texts is off");
    }

    @Test
    void shouldShowResultsWithoutTextsToThoseWhoMayNotReadThem() {
        // Given
        open(stage.guarded(), WIDE);

        // When
        assertNoTexts();
        assertThat(page.locator("#result-note")).containsText("Texts are shown to those who sign in");
        button("Sign in").click();
        page.getByRole(AriaRole.DIALOG).getByLabel("Token").fill(ConsoleStage.TOKEN);
        dialogButton("Sign in").click();

        // Then
        Locator result = pauseAt(".result .line-text");
        assertThat(result).isVisible();
        assertThat(page.locator("#result-note")).containsText("with its rationale");
    }

    /** But labels, probabilities and counts. */
    private void assertNoTexts() {
        Locator result = pauseAt(".result:has(.positions)");
        result.locator("button.more").click();
        assertThat(result.locator(".sure")).containsText("%");
        assertThat(result.locator(".layers tbody tr")).hasCount(6);
        assertThat(page.locator("body").innerText()).doesNotContain("Thanks", "library", "bread", "market");
        assertThat(page.locator(".result mark")).hasCount(0);
    }
}
