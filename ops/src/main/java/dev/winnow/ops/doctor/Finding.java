package dev.winnow.ops.doctor;

/**
 * What a check found.
 *
 * @param status how good it is
 * @param what in one line
 * @param fix what to do about it; empty where nothing is to be done
 */
public record Finding(Status status, String what, String fix) {

    public Finding {
        what = oneLine(what);
        fix = oneLine(fix);
    }

    static Finding ok(String what) {
        return new Finding(Status.OK, what, "");
    }

    static Finding skipped(String why) {
        return new Finding(Status.SKIPPED, why, "");
    }

    static Finding warning(String what, String fix) {
        return new Finding(Status.WARNING, what, fix);
    }

    static Finding problem(String what, String fix) {
        return new Finding(Status.PROBLEM, what, fix);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
