package dev.winnow.topology.deadletter;

/**
 * Stops a pipeline that would empty its input into the dead letters: a model that fails always, or a wrong path of the text.
 * It is asked before every dead letter is written and trips when
 *
 * <pre>dead letters > max share · decisions, with decisions ≥ {@value #FEWEST_DECISIONS}</pre>
 *
 * among the last decisions, all stages together. So at most {@code max(99, max share · window)} dead letters go out before it
 * trips. From then on it lets none through until {@link #probe()}; during a probe {@value #FEWEST_PROBED} decisions are
 * enough, and a probe that goes well ends there. Fewer still would take a single bad record of a quiet topic for the old
 * trouble, again and again.
 *
 * <p>One for each pipeline and process: the share of a broken pipeline must not hide behind a healthy one. Safe for use by
 * several stream threads.
 */
public final class DeadLetterGuard {

    private static final int FEWEST_DECISIONS = 100;
    private static final int FEWEST_PROBED = 10;

    private enum Mode {
        WATCHING,
        TRIPPED,
        PROBING
    }

    private final String input;
    private final double maxShare;
    private final DecisionWindow window;
    private Mode mode = Mode.WATCHING;
    private String reason = "";

    /**
     * @param input topic of the pipeline
     * @param maxShare 1 for a guard that never trips
     * @param window how many decisions are looked at
     */
    public DeadLetterGuard(String input, double maxShare, int window) {
        this.input = input;
        this.maxShare = maxShare;
        this.window = new DecisionWindow(window);
    }

    /** A record got its result. */
    public synchronized void answered() {
        if (mode != Mode.TRIPPED) {
            window.addAnswer();
            if (mode == Mode.PROBING && !isTooMuch() && window.decisions() >= FEWEST_PROBED) {
                mode = Mode.WATCHING;
            }
        }
    }

    /**
     * A record is about to become a dead letter.
     *
     * @throws TooManyDeadLettersException when it must not
     */
    public synchronized void rejecting(Rejection rejection) {
        if (mode != Mode.TRIPPED) {
            window.addDeadLetter(rejection.stage());
            int fewest = mode == Mode.PROBING ? FEWEST_PROBED : FEWEST_DECISIONS;
            if (window.decisions() < fewest || !isTooMuch()) {
                return;
            }
            mode = Mode.TRIPPED;
            reason = "%s of '%s' would become dead letters, more than dead-letters.max-share %s allows; last: %s"
                    .formatted(window, input, maxShare, rejection.error());
        }
        throw new TooManyDeadLettersException(reason);
    }

    private boolean isTooMuch() {
        return window.deadLetters() > maxShare * window.decisions();
    }

    /** Lets records through again, to see whether the trouble is over. */
    public synchronized void probe() {
        if (mode == Mode.TRIPPED) {
            mode = Mode.PROBING;
            window.clear();
        }
    }

    /** Whether nothing is wrong as far as it knows. */
    public synchronized boolean isContent() {
        return mode == Mode.WATCHING;
    }
}
