package dev.winnow.ops.stream;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

abstract class ConsoleChanges extends ConsolePage {

    ConsoleChanges(ConsoleStage stage) {
        super(stage);
    }

    private Locator changes() {
        return page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Changes, the newest first"))
                .locator("tbody tr");
    }

    @Test
    void shouldShowWhatWasChangedAnotherWay() {
        // Given
        open();

        // When
        KnobCli.run(
                stage.controlTopic(),
                "set",
                "--bundle",
                Models.BUNDLE,
                "0.21",
                "--author",
                "night shift",
                "--reason",
                "a quiet night");

        // Then
        Locator newest = changes().first();
        assertThat(newest).containsText("moderation: offset 0.21");
        assertThat(newest).containsText("night shift");
        assertThat(newest).containsText("a quiet night");
    }

    @Test
    void shouldShowAChangeThroughThisProcessOnce() {
        // Given
        open();
        page.getByLabel("Reason").fill("said once");

        // When
        page.locator(".change button.primary").click();

        // Then
        Locator rows = changes().filter(new Locator.FilterOptions().setHasText("said once"));
        assertThat(rows.first()).containsText("local from 127.0.0.1");
        assertThat(rows).hasCount(1);
    }

    @Test
    void shouldSendADeadLetterAgainAfterAsking() {
        // Given
        open();
        Locator letter = letterToSend();

        // When
        letter.getByRole(AriaRole.BUTTON).click();
        dialogButton("Send again").click();

        // Then
        assertThat(page.locator("#letter-body .status")).containsText("was sent again");
        assertThat(letter.locator("[data-name='Sent again']")).hasText("yes");
        assertThat(changes().first()).containsText("replay of dead letter");
    }
}
