package dev.winnow.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A BERT encoder as it lies on disk: weights, shape and tokenizer, all checked against each other.
 *
 * @param name where it came from, for messages and model cards
 * @param config shape of the encoder
 * @param weights by their PyTorch names without the {@code bert.} prefix; linear weights are {@code [out, in]}
 * @param tokenizerJson a Hugging Face {@code tokenizer.json}
 * @param sha256 checksum of the weight file
 */
public record Checkpoint(
        String name, EncoderConfig config, Map<String, FloatTensor> weights, byte[] tokenizerJson, String sha256) {

    /** Name of the encoder that comes with Winnow. */
    public static final String DEFAULT = MiniLm.NAME;

    public Checkpoint {
        BertWeights.check(weights, config);
    }

    /** The default encoder, all-MiniLM-L6-v2, from the class path. */
    public static Checkpoint miniLm() {
        return MiniLm.load();
    }

    /** Position embeddings with that of token type 0 added to each, since every token has it: {@code [positions, H]}. */
    public FloatTensor positionsWithTokenType() {
        FloatTensor positions = weights.get("embeddings.position_embeddings.weight");
        float[] type = weights.get("embeddings.token_type_embeddings.weight").data();
        float[] sum = positions.data().clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += type[i % config.hidden()];
        }
        return new FloatTensor(positions.shape(), sum);
    }

    /**
     * The linears for queries, keys and values of a layer as one: one matrix product instead of three.
     *
     * @param layer {@code encoder.layer.N.}
     * @param part {@code weight}, {@code [3H, H]}, or {@code bias}, {@code [3H]}
     */
    public FloatTensor queriesKeysAndValues(String layer, String part) {
        String prefix = layer + "attention.self.";
        return FloatTensor.concatenated(
                weights.get(prefix + "query." + part),
                weights.get(prefix + "key." + part),
                weights.get(prefix + "value." + part));
    }

    /**
     * Opens a folder in Hugging Face layout: {@code config.json}, {@code model.safetensors}, {@code tokenizer.json}.
     *
     * @throws CheckpointException where a file is missing, broken or of another architecture
     */
    public static Checkpoint open(Path folder) {
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(bytes(folder, "config.json"));
        } catch (IOException e) {
            throw new CheckpointException(folder.resolve("config.json") + " is not JSON", e);
        }
        byte[] file = bytes(folder, "model.safetensors");
        Map<String, FloatTensor> weights = Safetensors.read(
                ByteBuffer.wrap(file), folder.resolve("model.safetensors").toString());
        return new Checkpoint(
                folder.toString(),
                EncoderConfig.of(json),
                BertWeights.withoutPrefix(weights),
                bytes(folder, "tokenizer.json"),
                Sha256.of(file));
    }

    private static byte[] bytes(Path folder, String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException(file + " is missing: a checkpoint folder holds config.json,"
                    + " model.safetensors and tokenizer.json");
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CheckpointException("cannot read " + file + ": " + e, e);
        }
    }
}
