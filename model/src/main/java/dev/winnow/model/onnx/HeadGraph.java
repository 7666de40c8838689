package dev.winnow.model.onnx;

import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.encoder.LinearHead;
import java.util.List;

/**
 * The classifier head over packed tokens. Its features are mean states before the first and after each layer, the last state of
 * [CLS] and the maximum over last states; a mean goes through a linear head as well token by token, so that what is summed over
 * a document is C numbers, its <i>evidence</i>, instead of H. A token that leaves keeps its state: what that will say in the
 * layers ahead is known at once.
 */
final class HeadGraph {
    private final OnnxGraph graph;
    private final Lists lists;
    private final LinearHead head;
    private final int layers;
    private final int hidden;

    HeadGraph(OnnxGraph graph, LinearHead head, int layers) {
        this.graph = graph;
        this.lists = new Lists(graph);
        this.head = head;
        this.layers = layers;
        this.hidden = head.features() / (layers + 3);
    }

    /** What states after so many layers say, {@code [n, H]} to {@code [n, C]}. */
    Value evidence(Value states, int after) {
        return said("head.mean." + after, states, after, after + 1);
    }

    /** What tokens that leave will say with the states they have, before the given layer: so in all that follow. */
    Value evidenceAhead(Value states, int layer) {
        return said("head.ahead." + layer, states, layer + 1, layers + 1);
    }

    private Value said(String name, Value states, int from, int to) {
        float[] weight = new float[head.classes() * hidden];
        for (int block = from; block < to; block++) {
            for (int c = 0; c < head.classes(); c++) {
                for (int h = 0; h < hidden; h++) {
                    weight[h * head.classes() + c] += head.weight()[c * head.features() + block * hidden + h];
                }
            }
        }
        return graph.op(
                "MatMul", states, graph.weight(name, new FloatTensor(new long[] {hidden, head.classes()}, weight)));
    }

    /**
     * Scores of the classes, {@code [D, C]}.
     *
     * @param parts tokens that left together, the last those that stayed: all T, each with its last state and all it said
     * @param documents {@code [D, W]}
     */
    Value logits(List<Tokens> parts, Grid documents) {
        graph.scope("head");
        Value cells = lists.endToEnd(parts, Tokens::cells);
        Value found = documents.with(graph.integer(-1), cells, lists.numbers(cells));
        Value empty = graph.op("Less", found, graph.integer(0));
        Value cls = graph.op("Slice", found, graph.integers(0), graph.integers(1), graph.integers(1));
        Value rows = graph.op("Where", empty, cls, found);
        Value present = lists.cast(graph.op("Not", empty), OnnxType.FLOAT);
        Value lengths = graph.op("ReduceSum", present, graph.integers(1));
        Value evidence = graph.op("Gather", lists.endToEnd(parts, Tokens::evidence), rows);
        Value said = graph.op("Mul", evidence, graph.op("Unsqueeze", present, graph.integers(2)));
        Value sums = graph.op("ReduceSum", Attribute.of("keepdims", 0), said, graph.integers(1));
        Value states = lists.endToEnd(parts, Tokens::states);
        Value most =
                graph.op("ReduceMax", Attribute.of("keepdims", 0), graph.op("Gather", states, rows), graph.integers(1));
        Value first = graph.op("Gather", states, graph.op("Squeeze", cls, graph.integers(1)));
        Value rest = graph.op("Concat", Attribute.of("axis", 1), first, most);
        FloatTensor bias = new FloatTensor(new long[] {head.classes()}, head.bias());
        Value last = Linears.inFloats(graph, "head.last", rest, lastBlocks(), bias);
        return graph.op("Add", graph.op("Div", sums, lengths), last);
    }

    /** Of the head's weights those for the state of [CLS] and for the maximum, {@code [C, 2H]}. */
    private FloatTensor lastBlocks() {
        float[] weight = new float[head.classes() * 2 * hidden];
        for (int c = 0; c < head.classes(); c++) {
            int from = c * head.features() + (layers + 1) * hidden;
            System.arraycopy(head.weight(), from, weight, c * 2 * hidden, 2 * hidden);
        }
        return new FloatTensor(new long[] {head.classes(), 2L * hidden}, weight);
    }
}
