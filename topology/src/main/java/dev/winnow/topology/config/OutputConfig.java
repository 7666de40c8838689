package dev.winnow.topology.config;

/**
 * How classifications are written.
 *
 * @param format what the values are
 */
public record OutputConfig(OutputFormat format) {

    public static OutputConfig defaults() {
        return new OutputConfig(OutputFormat.AVRO);
    }
}
