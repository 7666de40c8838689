package dev.winnow.model.onnx;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.checkpoint.FloatTensor;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The parts of a BERT encoder that are the same whether its documents are padded or packed: everything but where tokens see
 * each other. States are {@code [..., H]}.
 */
final class BertGraph {
    private final OnnxGraph graph;
    private final Checkpoint checkpoint;
    private final EncoderConfig config;
    private final Linears linears;

    BertGraph(OnnxGraph graph, Checkpoint checkpoint, Linears linears) {
        this.graph = graph;
        this.checkpoint = checkpoint;
        this.config = checkpoint.config();
        this.linears = linears;
    }

    /** States before the first layer. Positions have the dimensions of the ids, or their last ones. */
    Value embed(Value ids, Value positions) {
        graph.scope("embeddings");
        Value words = graph.weight("embeddings.words", weight("embeddings.word_embeddings.weight"));
        Value places = graph.weight("embeddings.positions", checkpoint.positionsWithTokenType());
        return norm("embeddings.LayerNorm", graph.op("Add", gather(words, ids), gather(places, positions)));
    }

    /**
     * One transformer layer.
     *
     * @param attention from queries, keys and values side by side, {@code [..., 3H]}, to {@code [..., H]}
     */
    Value layer(int layer, Value x, UnaryOperator<Value> attention) {
        String prefix = "encoder.layer." + layer + ".";
        graph.scope("layer" + layer);
        Value qkv = linears.linear(
                graph,
                prefix + "attention.self.qkv",
                x,
                checkpoint.queriesKeysAndValues(prefix, "weight"),
                checkpoint.queriesKeysAndValues(prefix, "bias"));
        Value attended = linear(prefix + "attention.output.dense", attention.apply(qkv));
        Value seen = norm(prefix + "attention.output.LayerNorm", graph.op("Add", attended, x));
        Value inner = graph.op("Gelu", linear(prefix + "intermediate.dense", seen));
        Value outer = linear(prefix + "output.dense", inner);
        return norm(prefix + "output.LayerNorm", graph.op("Add", outer, seen));
    }

    /**
     * Attention with all heads over rows of tokens: {@code [B, S, 3H]} to {@code [B, S, H]}.
     *
     * @param mask what to add to the scores, {@code [B, 1, S, S]} or {@code [B, 1, 1, S]}
     */
    Value attention(Value qkv, Value mask) {
        long hidden = config.hidden();
        List<Value> parts =
                graph.ops("Split", 3, List.of(Attribute.of("axis", -1)), qkv, graph.integers(hidden, hidden, hidden));
        Value queries = heads(parts.get(0), 0, 2, 1, 3);
        Value keys = heads(parts.get(1), 0, 2, 3, 1);
        Value values = heads(parts.get(2), 0, 2, 1, 3);
        float scale = (float) (1 / Math.sqrt((double) hidden / config.heads()));
        Value scores = graph.op("Mul", graph.op("MatMul", queries, keys), graph.real(scale));
        Value shares = graph.op("Softmax", Attribute.of("axis", -1), graph.op("Add", scores, mask));
        Value attended = graph.op("Transpose", Attribute.of("perm", 0, 2, 1, 3), graph.op("MatMul", shares, values));
        return graph.op("Reshape", attended, graph.integers(0, 0, hidden));
    }

    private Value heads(Value part, long... order) {
        Value split = graph.op("Reshape", part, graph.integers(0, 0, config.heads(), -1));
        return graph.op("Transpose", Attribute.of("perm", order), split);
    }

    Value gather(Value rows, Value numbers) {
        return graph.op("Gather", rows, numbers);
    }

    private Value linear(String name, Value x) {
        return linears.linear(graph, name, x, weight(name + ".weight"), weight(name + ".bias"));
    }

    private Value norm(String name, Value x) {
        return graph.op(
                "LayerNormalization",
                List.of(Attribute.of("axis", -1), Attribute.of("epsilon", (float) config.layerNormEpsilon())),
                x,
                graph.weight(name + ".weight", weight(name + ".weight")),
                graph.weight(name + ".bias", weight(name + ".bias")));
    }

    private FloatTensor weight(String name) {
        return checkpoint.weights().get(name);
    }
}
