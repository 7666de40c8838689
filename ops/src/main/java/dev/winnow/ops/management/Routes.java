package dev.winnow.ops.management;

/** Some of what the server answers: implementations add theirs, and the server does the rest. */
@FunctionalInterface
public interface Routes {

    /** Adds them; called once, before the server starts. */
    void addTo(RouteTable table);
}
