package dev.winnow.ops.stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The page in a real browser over a real stream; both take seconds to start, so the tests of all its parts share them. */
class ConsoleTest {
    private static ConsoleStage shared;

    @BeforeAll
    static void start() {
        shared = ConsoleStage.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (shared != null) {
            shared.close();
        }
    }

    @Nested
    class Knob extends ConsoleKnob {
        Knob() {
            super(shared);
        }
    }

    @Nested
    class Changes extends ConsoleChanges {
        Changes() {
            super(shared);
        }
    }

    @Nested
    class Results extends ConsoleResults {
        Results() {
            super(shared);
        }
    }

    @Nested
    class Looks extends ConsoleLooks {
        Looks() {
            super(shared);
        }
    }
}
