package dev.winnow.topology.config;

/**
 * One model between two topics.
 *
 * @param bundle a folder, or the name of a bundle that ships with Winnow
 * @param input topic of documents
 * @param output topic of classifications
 */
public record PipelineConfig(String bundle, String input, String output) {

    public PipelineConfig {
        if (bundle.isBlank()) {
            throw new IllegalArgumentException("bundle must not be empty");
        }
        Checks.topic("input", input);
        Checks.topic("output", output);
        if (input.equals(output)) {
            throw new IllegalArgumentException("input and output are the same topic '" + input + "'");
        }
    }

    /** In a line for people: {@code bundle: input -> output}. */
    public String line() {
        return bundle + ": " + input + " -> " + output;
    }
}
