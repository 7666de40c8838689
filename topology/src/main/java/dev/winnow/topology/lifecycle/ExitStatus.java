package dev.winnow.topology.lifecycle;

import dev.winnow.topology.preflight.DisagreementException;

/** Exit codes of a process that ran. The command line has 2 for wrong usage and configuration. */
public final class ExitStatus {

    /** It did what it was told, and stopped when it was told. */
    public static final int DONE = 0;

    /** It could not start or go on, or did not finish in time. */
    public static final int FAILED = 1;

    /** It would have joined a group whose instances run another topology or another model. */
    public static final int DISAGREES = 3;

    private ExitStatus() {}

    /** Of a process that failed. */
    public static int of(Throwable cause) {
        return cause instanceof DisagreementException ? DISAGREES : FAILED;
    }
}
