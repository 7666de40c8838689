package dev.winnow.model.onnx;

/**
 * Attention over packed tokens by groups of whole documents: a grid {@code [G, w]} with w the tokens of the group that has most
 * left, and a mask that keeps the documents of a group apart. So the work grows with T · w, never with T².
 *
 * <p>When tokens leave, those of a group move together, and w falls with them; groups stay as they are.
 */
final class GroupedAttention {
    private static final float NOTHING = -1e30f;

    private final OnnxGraph graph;
    private final BertGraph bert;
    private final int hidden;
    private final Grid grid;
    private final Value cells;
    private final Value sources;
    private final Value mask;

    /**
     * For the tokens that are left.
     *
     * @param places {@code [G, S]} with S the most tokens that a group had at first
     */
    GroupedAttention(OnnxGraph graph, BertGraph bert, int hidden, Tokens tokens, Grid places) {
        this.graph = graph;
        this.bert = bert;
        this.hidden = hidden;
        Lists lists = new Lists(graph);
        Value taken = places.with(graph.integer(0), tokens.places(), lists.filled(graph.integer(1), tokens.places()));
        Value order = graph.op("CumSum", taken, graph.integer(1));
        Value width = lists.flat(graph.op("ReduceMax", order, graph.integers(0, 1)));
        Value rank = graph.op("Gather", lists.flat(order), tokens.places());
        grid = new Grid(graph, places.rows(), width);
        cells = grid.cells(tokens.groups(), graph.op("Sub", rank, graph.integer(1)));
        sources = lists.flat(grid.with(graph.integer(0), cells, lists.numbers(cells)));
        Value owners = grid.with(graph.integer(-1), cells, tokens.documents());
        Value together = graph.op(
                "Equal",
                graph.op("Unsqueeze", owners, graph.integers(1, 2)),
                graph.op("Unsqueeze", owners, graph.integers(1, 3)));
        mask = graph.op("Where", together, graph.real(0), graph.real(NOTHING));
    }

    /** {@code [n, 3H]} to {@code [n, H]}. Empty cells compute with token 0, and nobody reads what comes out. */
    Value attend(Value qkv) {
        Value rows = grid.grid(graph.op("Gather", qkv, sources), 3L * hidden);
        Value attended = graph.op("Reshape", bert.attention(rows, mask), graph.integers(-1, hidden));
        return graph.op("Gather", attended, cells);
    }
}
