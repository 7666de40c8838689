package dev.winnow.topology.config;

/** What the values of input topics are. */
public enum InputFormat {
    /** Avro of any schema, behind a schema registry. */
    AVRO,
    /** JSON in UTF-8, 16 or 32. */
    JSON,
    /** The text itself, in UTF-8. */
    STRING
}
