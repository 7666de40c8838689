package dev.winnow.ops.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.model.torchscript.TorchScriptModule;
import dev.winnow.ops.bench.peers.PaddedBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The encoder as one writes it with DJL's arrays: padded, operation by operation. */
final class ImperativeCandidate implements Candidate {
    private static final float MASKED = -1e9f;

    private final EncoderConfig config;
    private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    private final Map<String, NDArray> weights = new HashMap<>();

    ImperativeCandidate(Checkpoint checkpoint) {
        config = checkpoint.config();
        for (Map.Entry<String, FloatTensor> weight : checkpoint.weights().entrySet()) {
            FloatTensor tensor = weight.getValue();
            weights.put(weight.getKey(), manager.create(tensor.data(), new Shape(tensor.shape())));
        }
    }

    @Override
    public String name() {
        return "djl imperative fp32 padded";
    }

    @Override
    public void run(List<TokenizedText> documents) {
        hiddenStates(documents);
    }

    /** Hidden states of the last layer, {@code [D, N, H]} row by row, padding included. */
    float[] hiddenStates(List<TokenizedText> documents) {
        TorchScriptModule.prepareThread();
        PaddedBatch batch = PaddedBatch.of(documents);
        try (NDManager scope = manager.newSubManager()) {
            NDArray ids = scope.create(batch.ids());
            NDArray penalty = scope.create(batch.mask())
                    .toType(DataType.FLOAT32, false)
                    .sub(1f)
                    .mul(-MASKED)
                    .reshape(ids.getShape().get(0), 1, 1, ids.getShape().get(1));
            NDArray x = embed(ids);
            x.attach(scope);
            for (int layer = 0; layer < config.layers(); layer++) {
                x = layer(x, penalty, "encoder.layer." + layer + ".");
            }
            return x.toFloatArray();
        }
    }

    private NDArray embed(NDArray ids) {
        NDArray words = Embedding.embedding(ids, weights.get("embeddings.word_embeddings.weight"), SparseFormat.DENSE)
                .singletonOrThrow();
        NDArray positions = weights.get("embeddings.position_embeddings.weight")
                .get("0:" + ids.getShape().get(1));
        NDArray type = weights.get("embeddings.token_type_embeddings.weight").get(0);
        return norm(words.add(positions).add(type), "embeddings.LayerNorm");
    }

    private NDArray layer(NDArray x, NDArray penalty, String prefix) {
        NDArray q = heads(linear(x, prefix + "attention.self.query"));
        NDArray k = heads(linear(x, prefix + "attention.self.key"));
        NDArray v = heads(linear(x, prefix + "attention.self.value"));
        float scale = (float) Math.sqrt(config.hidden() / (double) config.heads());
        NDArray attention =
                q.matMul(k.transpose(0, 1, 3, 2)).div(scale).add(penalty).softmax(-1);
        NDArray context = attention.matMul(v).transpose(0, 2, 1, 3).reshape(x.getShape());
        NDArray attended =
                norm(x.add(linear(context, prefix + "attention.output.dense")), prefix + "attention.output.LayerNorm");
        NDArray inner = Activation.gelu(linear(attended, prefix + "intermediate.dense"));
        return norm(attended.add(linear(inner, prefix + "output.dense")), prefix + "output.LayerNorm");
    }

    private NDArray heads(NDArray x) {
        Shape shape = x.getShape();
        return x.reshape(shape.get(0), shape.get(1), config.heads(), config.hidden() / config.heads())
                .transpose(0, 2, 1, 3);
    }

    private NDArray linear(NDArray x, String name) {
        NDList result = Linear.linear(x, weights.get(name + ".weight"), weights.get(name + ".bias"));
        return result.singletonOrThrow();
    }

    private NDArray norm(NDArray x, String name) {
        return LayerNorm.layerNorm(
                        x,
                        new Shape(config.hidden()),
                        weights.get(name + ".weight"),
                        weights.get(name + ".bias"),
                        (float) config.layerNormEpsilon())
                .singletonOrThrow();
    }

    @Override
    public void close() {
        manager.close();
    }
}
