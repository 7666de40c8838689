package dev.winnow.model.onnx;

import dev.winnow.model.reduction.LayerReduction;
import dev.winnow.model.reduction.Reduction;
import java.util.ArrayList;
import java.util.List;

/**
 * Adaptive token reduction over packed tokens (AdapLeR, equation 2): before each layer a score for each token that is left, the
 * softmax over those of its document, and the tokens below the threshold leave. It computes what {@code packed_encoder.py} does,
 * without the shortcuts that file takes where nothing is to be scored or dropped.
 */
final class ReductionGraph {
    private final OnnxGraph graph;
    private final Lists lists;
    private final HeadGraph head;
    private final List<LayerReduction> layers;
    private final Grid documents;
    private final Value offset;
    private final List<Tokens> gone = new ArrayList<>();
    private Value scores;
    private Value reached;

    /**
     * Before any layer.
     *
     * @param documents {@code [D, W]}
     * @param offset δ offset, one number
     */
    ReductionGraph(OnnxGraph graph, HeadGraph head, Reduction reduction, Grid documents, Value offset) {
        this.graph = graph;
        this.lists = new Lists(graph);
        this.head = head;
        this.layers = reduction.layers();
        this.documents = documents;
        this.offset = offset;
        this.scores = documents.grid(documents.filled(graph.real(0)));
        this.reached = documents.filled(graph.integer(layers.size()));
    }

    /** Those that enter the layer. */
    Tokens before(int layer, Tokens tokens) {
        graph.scope("layer" + layer + "/reduction");
        Value shares = shares(layer, tokens);
        Value lengths = lengths(tokens);
        Value scored = graph.op("GreaterOrEqual", lengths, graph.real(fewest(layer)));
        Value weight = lists.cast(scored, OnnxType.FLOAT);
        scores = graph.op("Add", scores, graph.op("Mul", shares, weight));
        Value limits = graph.op("Div", graph.op("Mul", weight, delta(layer)), lengths);
        Value low = graph.op("Gather", lists.flat(graph.op("Less", shares, limits)), tokens.cells());
        Value leaves = graph.op("And", low, graph.op("Not", tokens.first()));
        leave(layer, tokens.only(graph, lists.numbersOf(leaves)));
        return tokens.only(graph, lists.numbersOf(graph.op("Not", leaves)));
    }

    /** Tokens that a document has at least where it is scored, see {@link Reduction#scores}. */
    private float fewest(int layer) {
        return (float) Math.ceil((double) Reduction.MIN_TOKEN_LAYERS / (layers.size() - layer));
    }

    private void leave(int layer, Tokens leaving) {
        Value said = graph.op("Add", leaving.evidence(), head.evidenceAhead(leaving.states(), layer));
        gone.add(leaving.with(leaving.states(), said));
        reached = graph.op(
                "ScatterElements", reached, leaving.cells(), lists.filled(graph.integer(layer), leaving.cells()));
    }

    /** Contribution scores, {@code [D, W]}: 0 in cells of tokens that are not there. */
    private Value shares(int layer, Tokens tokens) {
        LayerReduction predictor = layers.get(layer);
        String name = "reduction." + layer;
        Value inner = graph.op(
                "Gelu",
                Linears.inFloats(graph, name + ".in", tokens.states(), predictor.inWeight(), predictor.inBias()));
        Value out = graph.weight(name + ".out", Linears.transposed(predictor.outWeight()));
        Value logits = lists.flat(graph.op("MatMul", inner, out));
        Value raised = graph.op("Add", logits, graph.real((float) Math.log(predictor.clsScale())));
        Value scaled = graph.op("Where", tokens.first(), raised, logits);
        Value grid = documents.with(graph.real(Float.NEGATIVE_INFINITY), tokens.cells(), scaled);
        return graph.op("Softmax", Attribute.of("axis", 1), grid);
    }

    /** Tokens that each document has left, {@code [D, 1]}. */
    private Value lengths(Tokens tokens) {
        Value present = lists.filled(graph.real(1), tokens.cells());
        return graph.op("ReduceSum", documents.with(graph.real(0), tokens.cells(), present), graph.integers(1));
    }

    private Value delta(int layer) {
        Value shifted = graph.op("Add", graph.real(layers.get(layer).threshold()), offset);
        return graph.op("Clip", shifted, graph.real(0), graph.real(1));
    }

    /** Tokens that left, by the layer they did not enter. */
    List<Tokens> gone() {
        return List.copyOf(gone);
    }

    /** The layers that computed each of the tokens in the given cells. */
    Value reached(Value cells) {
        return graph.op("Gather", reached, cells);
    }

    /** The scores of the tokens in the given cells, averaged over all layers. */
    Value scores(Value cells) {
        return graph.op("Div", graph.op("Gather", lists.flat(scores), cells), graph.real(layers.size()));
    }
}
