package dev.winnow.model.onnx;

import java.util.List;
import java.util.function.Function;

/** What packed graphs do with lists: tensors with a row for each token or document. */
final class Lists {
    private final OnnxGraph graph;

    Lists(OnnxGraph graph) {
        this.graph = graph;
    }

    /** How many rows there are, {@code [1]}. */
    Value count(Value rows) {
        return graph.op("Shape", List.of(Attribute.of("start", 0), Attribute.of("end", 1)), rows);
    }

    /** 0 to the number of rows - 1. */
    Value numbers(Value rows) {
        Value count = graph.op("Squeeze", count(rows), graph.integers(0));
        return graph.op("Range", graph.integer(0), count, graph.integer(1));
    }

    /** Numbers of the rows that are true, {@code [k]}. */
    Value numbersOf(Value flags) {
        return graph.op("Squeeze", graph.op("NonZero", flags), graph.integers(0));
    }

    /** One more than the greatest, {@code [1]}: how many there are of what is counted from 0. */
    Value sizeOf(Value numbers) {
        return graph.op("Add", graph.op("ReduceMax", numbers, graph.integers(0)), graph.integers(1));
    }

    /** The value, as often as there are rows. */
    Value filled(Value value, Value rows) {
        return graph.op("Expand", value, count(rows));
    }

    /** Row by row. */
    Value flat(Value grid) {
        return graph.op("Reshape", grid, graph.integers(-1));
    }

    /** One part of several, end to end. */
    Value endToEnd(List<Tokens> parts, Function<Tokens, Value> part) {
        Value[] lists = parts.stream().map(part).toArray(Value[]::new);
        return lists.length == 1 ? lists[0] : graph.op("Concat", Attribute.of("axis", 0), lists);
    }

    Value cast(Value values, OnnxType type) {
        return graph.op("Cast", Attribute.of("to", type.number), values);
    }
}
