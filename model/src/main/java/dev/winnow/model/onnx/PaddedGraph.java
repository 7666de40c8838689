package dev.winnow.model.onnx;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.encoder.LinearHead;
import java.util.ArrayList;
import java.util.List;

/**
 * The full encoder with its head over padded documents, as everybody exports a BERT: {@code input_ids} and
 * {@code attention_mask} {@code [D, S]} to {@code logits} {@code [D, C]}. No token is ever left out. It shows what the same
 * weights do in the usual way.
 */
final class PaddedGraph {
    private static final float NOTHING = -1e30f;

    private final OnnxGraph graph = new OnnxGraph("padded");
    private final Checkpoint checkpoint;
    private final LinearHead head;
    private final BertGraph bert;

    PaddedGraph(Checkpoint checkpoint, LinearHead head, Linears linears) {
        this.checkpoint = checkpoint;
        this.head = head;
        this.bert = new BertGraph(graph, checkpoint, linears);
    }

    OnnxGraph build() {
        Value ids = graph.input("input_ids", OnnxType.INT64, "D", "S");
        Value mask = graph.input("attention_mask", OnnxType.INT64, "D", "S");
        graph.scope("inputs");
        Value present = graph.op("Cast", Attribute.of("to", OnnxType.FLOAT.number), mask);
        Value absent = graph.op("Sub", graph.real(1), present);
        Value apart = graph.op("Mul", absent, graph.real(NOTHING));
        Value length = graph.op("ReduceSum", present, graph.integers(1));
        Value rows = graph.op("Unsqueeze", present, graph.integers(2));
        Value x = bert.embed(ids, positions(ids));
        List<Value> features = new ArrayList<>(List.of(mean(x, rows, length)));
        Value keys = graph.op("Unsqueeze", apart, graph.integers(1, 2));
        for (int layer = 0; layer < checkpoint.config().layers(); layer++) {
            x = bert.layer(layer, x, qkv -> bert.attention(qkv, keys));
            features.add(mean(x, rows, length));
        }
        graph.scope("head");
        features.add(graph.op("Gather", Attribute.of("axis", 1), x, graph.integer(0)));
        Value shifted = graph.op("Add", x, graph.op("Unsqueeze", apart, graph.integers(2)));
        features.add(graph.op("ReduceMax", Attribute.of("keepdims", 0), shifted, graph.integers(1)));
        Value pooled = graph.op("Concat", Attribute.of("axis", 1), features.toArray(Value[]::new));
        FloatTensor weight = new FloatTensor(new long[] {head.classes(), head.features()}, head.weight());
        FloatTensor bias = new FloatTensor(new long[] {head.classes()}, head.bias());
        graph.output("logits", Linears.inFloats(graph, "head", pooled, weight, bias), OnnxType.FLOAT, "D", "C");
        return graph;
    }

    /** 0 to S - 1. */
    private Value positions(Value ids) {
        Value width = graph.op("Gather", graph.op("Shape", ids), graph.integer(1));
        return graph.op("Range", graph.integer(0), width, graph.integer(1));
    }

    private Value mean(Value x, Value rows, Value length) {
        Value sum = graph.op("ReduceSum", Attribute.of("keepdims", 0), graph.op("Mul", x, rows), graph.integers(1));
        return graph.op("Div", sum, length);
    }
}
