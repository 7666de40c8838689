package dev.winnow.model.onnx;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.encoder.LinearHead;
import dev.winnow.model.reduction.Reduction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The encoder with its head over packed documents, and its token reduction where there is one.
 *
 * <p>Inputs, a whole number for each of T tokens: {@code ids}; {@code documents} and {@code positions}, which document a token
 * is of and where in it, from 0; {@code groups} and {@code seats}, the same for the groups of neighbouring documents that
 * attention runs over, see {@link AttentionGroups}. With a reduction also {@code offset}, the δ offset, one number. Outputs:
 * {@code logits} {@code [D, C]}; with a reduction also {@code reached}, the layers that computed each token, and {@code scores},
 * {@code [T]}.
 */
final class PackedGraph {
    private final OnnxGraph graph = new OnnxGraph("packed");
    private final Lists lists = new Lists(graph);
    private final Checkpoint checkpoint;
    private final Optional<Reduction> reduction;
    private final BertGraph bert;
    private final HeadGraph head;

    PackedGraph(Checkpoint checkpoint, LinearHead head, Optional<Reduction> reduction) {
        this.checkpoint = checkpoint;
        this.reduction = reduction;
        this.bert = new BertGraph(graph, checkpoint, Linears::inFloats);
        this.head = new HeadGraph(graph, head, checkpoint.config().layers());
    }

    OnnxGraph build() {
        Value ids = perToken("ids");
        Value documents = perToken("documents");
        Value positions = perToken("positions");
        Value groups = perToken("groups");
        Value seats = perToken("seats");
        graph.scope("inputs");
        Value first = graph.op("Equal", positions, graph.integer(0));
        Grid byDocument = new Grid(graph, lists.count(lists.numbersOf(first)), lists.sizeOf(positions));
        Grid byGroup = new Grid(graph, lists.sizeOf(groups), lists.sizeOf(seats));
        Value cells = byDocument.cells(documents, positions);
        Value places = byGroup.cells(groups, seats);
        Value states = bert.embed(ids, positions);
        Tokens all = new Tokens(states, head.evidence(states, 0), cells, documents, groups, places, first);
        List<Tokens> parts = reduction.isPresent() ? reduced(all, byDocument, byGroup) : full(all, byGroup);
        graph.output("logits", head.logits(parts, byDocument), OnnxType.FLOAT, "D", "C");
        return graph;
    }

    private Value perToken(String name) {
        return graph.input(name, OnnxType.INT64, "T");
    }

    private List<Tokens> full(Tokens all, Grid byGroup) {
        graph.scope("attention");
        GroupedAttention attention = attention(all, byGroup);
        Tokens tokens = all;
        for (int layer = 0; layer < checkpoint.config().layers(); layer++) {
            tokens = layer(layer, tokens, attention);
        }
        return List.of(tokens);
    }

    private List<Tokens> reduced(Tokens all, Grid byDocument, Grid byGroup) {
        Value offset = graph.input("offset", OnnxType.FLOAT);
        ReductionGraph reducer = new ReductionGraph(graph, head, reduction.orElseThrow(), byDocument, offset);
        Tokens tokens = all;
        for (int layer = 0; layer < checkpoint.config().layers(); layer++) {
            tokens = reducer.before(layer, tokens);
            graph.scope("layer" + layer + "/groups");
            tokens = layer(layer, tokens, attention(tokens, byGroup));
        }
        graph.scope("trace");
        graph.output("reached", reducer.reached(all.cells()), OnnxType.INT64, "T");
        graph.output("scores", reducer.scores(all.cells()), OnnxType.FLOAT, "T");
        List<Tokens> parts = new ArrayList<>(reducer.gone());
        parts.add(tokens);
        return parts;
    }

    private GroupedAttention attention(Tokens tokens, Grid byGroup) {
        return new GroupedAttention(graph, bert, checkpoint.config().hidden(), tokens, byGroup);
    }

    private Tokens layer(int layer, Tokens tokens, GroupedAttention attention) {
        Value states = bert.layer(layer, tokens.states(), attention::attend);
        return tokens.with(states, graph.op("Add", tokens.evidence(), head.evidence(states, layer + 1)));
    }
}
