package dev.winnow.ops.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Size;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;

/**
 * The whole screen of a terminal, as pagers take it: what was there before comes back at the end, on every way out, and keys come
 * one by one. Close it in a shutdown hook too, since Ctrl-C ends the process without a word to anybody else.
 *
 * <p>JLine switches the terminal and reads keys. The few sequences that are written here are those of every terminal of the last
 * decades; JLine's own would start {@code infocmp} to look them up. Ctrl-C stays what it is everywhere, Ctrl-Z is off: it would
 * leave the shell on the other screen without a cursor.
 */
public final class FullScreen implements AutoCloseable {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[2J";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String END_OF_LINE = "\u001b[K";
    private static final String END_OF_SCREEN = "\u001b[J";
    private static final int ESCAPE = 27;

    /** Within this time the rest of a key's sequence is there, also over a slow line. */
    private static final long SEQUENCE_MILLIS = 50;

    private final org.jline.terminal.Terminal terminal;
    private final Attributes before;
    private final OutputStream out;
    private boolean closed;

    FullScreen(org.jline.terminal.Terminal terminal, OutputStream out) {
        this.terminal = terminal;
        this.out = out;
        before = terminal.enterRawMode();
        Attributes raw = terminal.getAttributes();
        raw.setControlChar(ControlChar.VSUSP, 0);
        terminal.setAttributes(raw);
        write(ENTER);
    }

    /**
     * Takes the process's own terminal. Drawn is through an opening of its own: JLine closes stdout in a shutdown hook of its
     * own, which on Ctrl-C may come before ours, and nothing could give the screen back. Nor may it handle signals: SIGINT would end
     * the process without any hook.
     *
     * @throws IllegalStateException when there is none
     */
    public static FullScreen open() {
        try {
            return new FullScreen(
                    TerminalBuilder.builder()
                            .system(true)
                            .dumb(false)
                            .nativeSignals(false)
                            .build(),
                    new FileOutputStream("/dev/tty"));
        } catch (IOException e) {
            throw new IllegalStateException("there is no terminal that can be used: " + e.getMessage(), e);
        }
    }

    /** Columns, as of now: the window may change its size. What does not fit a very narrow one the terminal cuts. */
    public int width() {
        return Math.max(Terminal.LEAST_WIDTH, size().getColumns());
    }

    /** Lines, as of now. */
    public int height() {
        return size().getRows();
    }

    /** Some terminals say nothing, for instance over a serial line. */
    private Size size() {
        Size size = terminal.getSize();
        return size.getColumns() > 0 && size.getRows() > 0 ? size : new Size(80, 24);
    }

    /** Shows these lines instead of the last ones, in one write, over what is there: nothing flickers. */
    public synchronized void show(List<String> lines) {
        if (!closed) {
            write(HOME + String.join(END_OF_LINE + "\r\n", lines) + END_OF_LINE + END_OF_SCREEN);
        }
    }

    /** The next key, or none in this time. */
    public Optional<Key> key(Duration patience) {
        try {
            int code = terminal.reader().read(patience.toMillis());
            return code == NonBlockingReader.READ_EXPIRED ? Optional.empty() : key(code);
        } catch (IOException e) {
            return Optional.of(Key.of(Key.Kind.END));
        }
    }

    private Optional<Key> key(int code) throws IOException {
        if (code < 0) {
            return Optional.of(Key.of(Key.Kind.END));
        }
        if (code == ESCAPE) {
            return sequence();
        }
        return Character.isLetter(code) ? Optional.of(Key.letter(code)) : Optional.empty();
    }

    /** {@code ESC [ A} or {@code ESC O A} up, {@code ESC [ 5 ~} a page up; any other is passed over to its end. */
    private Optional<Key> sequence() throws IOException {
        NonBlockingReader reader = terminal.reader();
        int introducer = reader.read(SEQUENCE_MILLIS);
        if (introducer != '[' && introducer != 'O') {
            return Optional.empty();
        }
        StringBuilder rest = new StringBuilder();
        int code;
        do {
            code = reader.read(SEQUENCE_MILLIS);
            if (code < 0) {
                return Optional.empty();
            }
            rest.append((char) code);
        } while (!(code >= '@' && code <= '~'));
        return switch (rest.toString()) {
            case "A" -> Optional.of(Key.of(Key.Kind.UP));
            case "B" -> Optional.of(Key.of(Key.Kind.DOWN));
            case "5~" -> Optional.of(Key.of(Key.Kind.PAGE_UP));
            case "6~" -> Optional.of(Key.of(Key.Kind.PAGE_DOWN));
            default -> Optional.empty();
        };
    }

    private void write(String text) {
        try {
            out.write(text.getBytes(UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal is gone: " + e.getMessage(), e);
        }
    }

    /** Gives the terminal back as it was; a second time does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (OutputStream last = out;
                org.jline.terminal.Terminal closing = terminal) {
            write(LEAVE);
            closing.setAttributes(before);
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be given back: " + e.getMessage(), e);
        }
    }
}
