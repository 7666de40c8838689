package dev.winnow.topology.config;

/** What the values of output topics are. */
public enum OutputFormat {
    /** Avro behind a schema registry. */
    AVRO,
    /** JSON with the fields of the Avro schema. */
    JSON
}
