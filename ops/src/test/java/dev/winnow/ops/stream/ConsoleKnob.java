package dev.winnow.ops.stream;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.control.QualityFloor;
import org.junit.jupiter.api.Test;

abstract class ConsoleKnob extends ConsolePage {

    ConsoleKnob(ConsoleStage stage) {
        super(stage);
    }

    private Locator slider() {
        return page.getByRole(AriaRole.SLIDER);
    }

    private Locator apply() {
        return page.locator(".change button.primary");
    }

    /** As somebody without a mouse gets there. */
    private void tabTo(Locator target) {
        for (int tab = 0; tab < 12 && !(boolean) target.evaluate("node => node === document.activeElement"); tab++) {
            page.keyboard().press("Tab");
        }
    }

    private QualityFloor floor() {
        return stage.knob().policy().flatMap(Policy::auto).orElseThrow().floor();
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
        apply().click();

        // Then
        assertThat(page.locator(".change .status")).containsText("In force");
        assertThat(stage.knob().offset().value()).isEqualTo(wanted);
        assertThat(stage.knob().policy().orElseThrow().author()).startsWith("a moderator");
        assertThat(stage.knob().policy().orElseThrow().manual().orElseThrow().until())
                .isPresent();
        assertThat(stage.resultOfNext().getDeltaOffset()).isEqualTo(wanted);
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
        tabTo(apply());
        page.keyboard().press("Enter");

        // Then
        assertThat(page.locator(".change .status")).containsText("In force");
        assertThat(stage.knob().offset().value()).isCloseTo(-0.95, within(1e-9));
        assertThat(spoken).contains("−0.95", "expected accuracy", "the full encoder's speed");
    }

    @Test
    void shouldHandTheKnobBack() {
        // Given
        KnobCli.run(stage.controlTopic(), "release", "--bundle", Models.BUNDLE, "--all");
        open();
        apply().click();
        assertThat(page.locator(".stand")).containsText("Set by hand");

        // When
        button("Hand back to the configuration").click();

        // Then
        assertThat(page.locator(".stand")).hasText("As configured", longer());
        assertThat(stage.knob().mode()).isInstanceOf(Policy.Mode.Configured.class);
    }

    @Test
    void shouldTakeAFloorAwayByKeysAlone() {
        // Given
        KnobCli.run(
                stage.controlTopic(),
                "auto",
                "--bundle",
                Models.BUNDLE,
                "--objective",
                "500ms",
                "--min-accuracy",
                "0.6",
                "--min-agreement",
                "0.5");
        open();
        page.locator("details.auto summary").focus();
        page.keyboard().press("Enter");
        Locator accuracy = page.getByLabel("Least accuracy (%)", new Page.GetByLabelOptions().setExact(true));
        assertThat(accuracy).hasValue("60");
        QualityFloor before = floor();

        // When
        tabTo(button("No floor: Least accuracy (%)"));
        page.keyboard().press("Enter");
        assertThat(accuracy).isFocused();
        assertThat(accuracy).hasValue("");
        tabTo(button("Let the controller hold this"));
        page.keyboard().press("Enter");

        // Then
        assertThat(page.locator(".change .status")).containsText("In force");
        assertThat(before.accuracy()).hasValue(0.6);
        assertThat(floor().accuracy()).isEmpty();
        assertThat(floor().agreement()).as("left alone").hasValue(0.5);
        assertThat(accuracy)
                .hasAccessibleDescription(
                        "An empty floor is none: for its objective the controller may then take the fastest offset.");
    }
}
