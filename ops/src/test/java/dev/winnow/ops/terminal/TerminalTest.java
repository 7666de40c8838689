package dev.winnow.ops.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void shouldLeaveShortTextsAsTheyAre() {
        // When
        String fitted = Terminal.fit("Grüße ☃", 7);

        // Then
        assertThat(fitted).isEqualTo("Grüße ☃");
    }

    @Test
    void shouldCutByCharactersThatPeopleSeeNotByHalves() {
        // When
        String fitted = Terminal.fit("🥚🥚🥚🥚", 3);

        // Then
        assertThat(fitted).isEqualTo("🥚🥚…");
    }

    @Test
    void shouldKeepControlCharactersAndLoneSurrogatesOffTheScreen() {
        // When
        String fitted = Terminal.fit("a\u001b[31mb\nc\ud800d\u0007e", 40);

        // Then
        assertThat(fitted).isEqualTo("a [31mb c d e");
    }

    @Test
    void shouldKeepIndexesWhereCharactersBecomeBlanks() {
        // When
        String printable = Terminal.printable("a\n🥚\ud800\u001bb");

        // Then
        assertThat(printable).isEqualTo("a 🥚  b");
    }

    @Test
    void shouldColourUnlessAskedNotTo() {
        assertThat(Terminal.allowsColours(Map.of("TERM", "xterm"))).isTrue();
        assertThat(Terminal.allowsColours(Map.of("NO_COLOR", ""))).isTrue();
        assertThat(Terminal.allowsColours(Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(Terminal.allowsColours(Map.of("TERM", "dumb"))).isFalse();
    }

    @Test
    void shouldSayNothingOfWorkThatIsDoneInAMoment() {
        // Given
        StringWriter err = new StringWriter();
        Supplier<Progress> shown = () -> Progress.start("reading", Terminal.PIPED, new PrintWriter(err));

        // When
        try (Progress brief = new Progress.Late(
                        System.nanoTime() + Duration.ofHours(1).toNanos(), shown);
                Progress lengthy = new Progress.Late(System.nanoTime(), shown)) {
            brief.update(1, 2);
            lengthy.update(2, 2);
        }

        // Then
        assertThat(err.toString().lines()).containsExactly("reading: 2 of 2 (100 %)");
    }

    @Test
    void shouldWriteALineForEachTenthWhereOutputIsPiped() {
        // Given
        StringWriter err = new StringWriter();

        // When
        try (Progress progress = Progress.start("features", Terminal.PIPED, new PrintWriter(err))) {
            for (int done = 1; done <= 1_000; done++) {
                progress.update(done, 1_000);
            }
        }

        // Then
        assertThat(err.toString().lines()).hasSize(10).endsWith("features: 1000 of 1000 (100 %)");
        assertThat(err.toString()).doesNotContain("\r", "\u001b");
    }
}
