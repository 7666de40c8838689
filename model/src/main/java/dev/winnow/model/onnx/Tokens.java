package dev.winnow.model.onnx;

/**
 * The tokens that are left before a layer, n of T, each with all that is known of it.
 *
 * @param states {@code [n, H]}
 * @param evidence what their states before the layers so far said about the classes, {@code [n, C]}
 * @param cells where each stands in the grid of documents, {@code document · W + position}, {@code [n]}
 * @param documents {@code [n]}
 * @param groups those that attention runs over, {@code [n]}
 * @param places where each stood in the grid of groups when all were there, {@code group · S + seat}, {@code [n]}
 * @param first whether a token is its document's [CLS], {@code [n]}
 */
record Tokens(Value states, Value evidence, Value cells, Value documents, Value groups, Value places, Value first) {

    /** Those of the given numbers, {@code [k]}. */
    Tokens only(OnnxGraph graph, Value numbers) {
        return new Tokens(
                graph.op("Gather", states, numbers),
                graph.op("Gather", evidence, numbers),
                graph.op("Gather", cells, numbers),
                graph.op("Gather", documents, numbers),
                graph.op("Gather", groups, numbers),
                graph.op("Gather", places, numbers),
                graph.op("Gather", first, numbers));
    }

    Tokens with(Value next, Value said) {
        return new Tokens(next, said, cells, documents, groups, places, first);
    }
}
