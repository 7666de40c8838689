package dev.winnow.ops.management.access;

import io.javalin.security.RouteRole;

/** What a route shows or changes. Every route has one; {@link AccessRules} says who may have it. */
public enum Access implements RouteRole {
    /** Nothing worth hiding: probes, and the files of a page without its data. */
    OPEN,
    /** What the process does: knobs, figures, the audit list. */
    READ,
    /** Texts of documents, or parts of them. */
    TEXTS,
    /** Changes something. */
    OPERATE
}
