package dev.winnow.ops.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.terminal.Key.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On a terminal in memory, which behaves like that of an operating system. */
class FullScreenTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final LineDisciplineTerminal terminal;
    private final Attributes before;

    FullScreenTest() throws IOException {
        terminal = new LineDisciplineTerminal("test", "xterm", new ByteArrayOutputStream(), UTF_8);
        terminal.setSize(new Size(120, 30));
        before = terminal.getAttributes();
    }

    @AfterEach
    void close() throws IOException {
        terminal.close();
    }

    private void press(String keys) throws IOException {
        terminal.processInputBytes(keys.getBytes(UTF_8));
    }

    @Test
    void shouldReadKeysOneByOneAndPassOverOthers() throws IOException {
        try (FullScreen screen = new FullScreen(terminal, seen)) {
            // When
            press("Q\u001b[A\u001bOB\u001b[5~\u001b[6~\u001b[1;5C7");

            // Then
            assertThat(screen.key(LONG)).contains(new Key(Kind.LETTER, 'q'));
            assertThat(screen.key(LONG)).contains(Key.of(Kind.UP));
            assertThat(screen.key(LONG)).contains(Key.of(Kind.DOWN));
            assertThat(screen.key(LONG)).contains(Key.of(Kind.PAGE_UP));
            assertThat(screen.key(LONG)).contains(Key.of(Kind.PAGE_DOWN));
            assertThat(screen.key(LONG)).as("Ctrl-Right").isEmpty();
            assertThat(screen.key(LONG)).as("a digit").isEmpty();
            assertThat(screen.key(SHORT)).as("nothing more").isEmpty();
        }
    }

    @Test
    void shouldDrawOverWhatIsThereInOneWrite() {
        try (FullScreen screen = new FullScreen(terminal, seen)) {
            // Given
            seen.reset();

            // When
            screen.show(List.of("one", "two"));

            // Then
            assertThat(seen.toString(UTF_8)).isEqualTo("\u001b[Hone\u001b[K\r\ntwo\u001b[K\u001b[J");
            assertThat(screen.width()).isEqualTo(120);
            assertThat(screen.height()).isEqualTo(30);
        }
    }

    @Test
    void shouldFollowAWindowThatChangesItsSize() {
        try (FullScreen screen = new FullScreen(terminal, seen)) {
            // When
            terminal.setSize(new Size(61, 17));

            // Then
            assertThat(screen.width()).isEqualTo(61);
            assertThat(screen.height()).isEqualTo(17);
        }
    }

    @Test
    void shouldGiveTheTerminalBackAsItWas() {
        // Given
        FullScreen screen = new FullScreen(terminal, seen);
        boolean lineByLine = terminal.getAttributes().getLocalFlag(LocalFlag.ICANON);

        // When
        screen.close();
        screen.close();
        screen.show(List.of("too late"));

        // Then
        assertThat(lineByLine).as("while it was taken").isFalse();
        assertThat(seen.toString(UTF_8))
                .startsWith("\u001b[?1049h\u001b[?25l")
                .endsWith("\u001b[?25h\u001b[?1049l")
                .containsOnlyOnce("\u001b[?1049l");
        assertThat(terminal.getAttributes().getLocalFlag(LocalFlag.ICANON)).isTrue();
        assertThat(terminal.getAttributes().getLocalFlag(LocalFlag.ECHO))
                .isEqualTo(before.getLocalFlag(LocalFlag.ECHO));
    }
}
