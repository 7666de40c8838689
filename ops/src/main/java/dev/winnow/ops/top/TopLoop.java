package dev.winnow.ops.top;

import dev.winnow.ops.exit.ExitHook;
import dev.winnow.ops.terminal.FullScreen;
import dev.winnow.ops.terminal.Key;
import java.time.Duration;
import java.util.Optional;

/** Shows the fleet on a terminal until somebody has seen enough. */
public final class TopLoop {

    /** How soon the screen follows a window that changed its size. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private static final int PAGE = 10;

    private final Fleet fleet;
    private final TopScreen screen;
    private View view = View.FIRST;
    private Snapshot shown;

    public TopLoop(Fleet fleet, TopScreen screen) {
        this.fleet = fleet;
        this.screen = screen;
        this.shown = fleet.last();
    }

    /**
     * Shows and obeys keys; the terminal is given back on every way out, Ctrl-C among them.
     *
     * @param every how often instances are asked
     */
    public void run(Duration every) {
        try (FullScreen terminal = FullScreen.open();
                ExitHook exit = ExitHook.interrupted(terminal::close)) {
            fleet.watch(every);
            boolean goesOn = true;
            while (goesOn && !exit.isStopping()) {
                if (!view.paused()) {
                    shown = fleet.last();
                }
                terminal.show(screen.lines(shown, view, terminal.width(), terminal.height()));
                goesOn = obey(terminal.key(LOOK));
            }
        }
    }

    /** Whether to go on. */
    private boolean obey(Optional<Key> pressed) {
        if (pressed.isEmpty()) {
            return true;
        }
        Key key = pressed.get();
        switch (key.kind()) {
            case UP -> view = view.moved(-1, shown);
            case DOWN -> view = view.moved(1, shown);
            case PAGE_UP -> view = view.moved(-PAGE, shown);
            case PAGE_DOWN -> view = view.moved(PAGE, shown);
            case LETTER -> {
                return obey(key.letter());
            }
            case END -> {
                return false;
            }
        }
        return true;
    }

    private boolean obey(char letter) {
        switch (letter) {
            case 'p' -> view = view.pausedOrNot();
            case 's' -> view = view.sorted();
            case 'k' -> view = view.moved(-1, shown);
            case 'j' -> view = view.moved(1, shown);
            default -> {
                return letter != 'q';
            }
        }
        return true;
    }
}
