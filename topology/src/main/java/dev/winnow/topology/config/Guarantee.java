package dev.winnow.topology.config;

/** What holds for every document when a process dies in the middle of it. */
public enum Guarantee {
    /** One result per document in the eyes of a consumer that reads committed records only. */
    EXACTLY_ONCE,
    /** At least one result per document; a crash may repeat the last ones. */
    AT_LEAST_ONCE
}
