package dev.winnow.model.onnx;

/**
 * A grid that tokens stand in, a row for each document or group. Sums over segments of a list are sums along the rows of a grid
 * and not scatter operators with a {@code reduction}, which parsers of other runtimes refuse or, worse, overlook.
 */
final class Grid {
    private final OnnxGraph graph;
    private final Value rows;
    private final Value columns;
    private final Value count;

    /** A grid of so many rows and columns, {@code [1]} each. */
    Grid(OnnxGraph graph, Value rows, Value columns) {
        this.graph = graph;
        this.rows = rows;
        this.columns = columns;
        this.count = graph.op("Mul", rows, columns);
    }

    Value rows() {
        return rows;
    }

    /** The number of each cell, counted row by row. */
    Value cells(Value row, Value column) {
        return graph.op("Add", graph.op("Mul", row, columns), column);
    }

    /** As many equal values as there are cells, in a list. */
    Value filled(Value value) {
        return graph.op("Expand", value, count);
    }

    /** A grid with the updates in the cells of these numbers and {@code fill} in the others. */
    Value with(Value fill, Value cells, Value updates) {
        return grid(graph.op("ScatterElements", filled(fill), cells, updates));
    }

    /** A list of cells in the form of the grid. */
    Value grid(Value list) {
        return graph.op("Reshape", list, graph.op("Concat", Attribute.of("axis", 0), rows, columns));
    }

    /** A list of rows of so many values in the form of the grid. */
    Value grid(Value list, long values) {
        Value shape = graph.op("Concat", Attribute.of("axis", 0), rows, columns, graph.integers(values));
        return graph.op("Reshape", list, shape);
    }
}
