package dev.winnow.topology.path;

/** What lies at a path. */
public sealed interface Lookup {

    /**
     * Something.
     *
     * @param value never null at the end of a path
     */
    record Found(Object value) implements Lookup {}

    /**
     * Nothing.
     *
     * @param why names the path and where it broke off; quotes nothing of the value
     */
    record Missing(String why) implements Lookup {}
}
