package dev.winnow.ops.stream;

import dev.winnow.ops.cli.Winnow;
import java.io.IOException;

/**
 * The program itself in a JVM of its own, with one addition: it dies with the process that started it, whose end closes the
 * standard input. A test that is killed must not leave an application behind.
 */
public final class WinnowProcessMain {
    private static final int ORPHANED = 70;

    private WinnowProcessMain() {}

    /** Takes the arguments of the {@code winnow} command. */
    public static void main(String[] args) {
        endWithParent();
        Winnow.main(args);
    }

    /** Ends this process when the one that started it has gone. */
    public static void endWithParent() {
        Thread watch = new Thread(WinnowProcessMain::awaitEndOfParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEndOfParent() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes; the end is all that is waited for.
            }
        } catch (IOException e) {
            // A broken pipe is the end as well.
        }
        Runtime.getRuntime().halt(ORPHANED);
    }
}
