package dev.winnow.ops.bench.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.ElementType;
import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.encoder.LinearHead;
import dev.winnow.model.torchscript.TorchScriptArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Writes the folder that DJL loads a text classifier from, with the weights of a bundle: a padded TorchScript. */
final class PaddedModel {
    static final String NAME = "padded";

    private static final String ARCHIVE = NAME + ".pt";
    private static final String TOKENIZER = "tokenizer.json";
    private static final String CONFIG = "config.json";

    private final Checkpoint checkpoint;
    private final LinearHead head;
    private final TorchScriptArchive archive = new TorchScriptArchive("PaddedClassifier");

    private PaddedModel(Checkpoint checkpoint, LinearHead head) {
        this.checkpoint = checkpoint;
        this.head = head;
    }

    /** Writes the archive, the tokenizer and the names of the classes. */
    static void write(Bundle bundle, Path folder) throws IOException {
        Checkpoint checkpoint = bundle.checkpoint();
        new PaddedModel(checkpoint, bundle.head()).writeArchive(folder.resolve(ARCHIVE));
        Files.write(folder.resolve(TOKENIZER), checkpoint.tokenizerJson());
        Files.writeString(folder.resolve(CONFIG), config(bundle.manifest().labels()));
    }

    /** Removes the folder, when no predictor needs it any more: each of them reads the names of the classes anew. */
    static void delete(Path folder) throws IOException {
        for (String file : List.of(ARCHIVE, TOKENIZER, CONFIG)) {
            Files.deleteIfExists(folder.resolve(file));
        }
        Files.deleteIfExists(folder);
    }

    /** What the translator reads: the names of the classes. */
    private static String config(List<String> labels) {
        ObjectNode config = new ObjectMapper().createObjectNode();
        ObjectNode names =
                config.put("problem_type", "single_label_classification").putObject("id2label");
        IntStream.range(0, labels.size()).forEach(c -> names.put(String.valueOf(c), labels.get(c)));
        return config.toString();
    }

    private void writeArchive(Path file) throws IOException {
        archive.integer("heads", checkpoint.config().heads())
                .real("epsilon", checkpoint.config().layerNormEpsilon());
        tensor("word_embeddings", weight("embeddings.word_embeddings.weight"));
        tensor("position_embeddings", weight("embeddings.position_embeddings.weight"));
        tensor("type_embeddings", weight("embeddings.token_type_embeddings.weight"));
        tensor("embedding_norm_weight", weight("embeddings.LayerNorm.weight"));
        tensor("embedding_norm_bias", weight("embeddings.LayerNorm.bias"));
        perLayer("query", "attention.self.query");
        perLayer("key", "attention.self.key");
        perLayer("value", "attention.self.value");
        perLayer("attention_out", "attention.output.dense");
        perLayer("attention_norm", "attention.output.LayerNorm");
        perLayer("ffn_in", "intermediate.dense");
        perLayer("ffn_out", "output.dense");
        perLayer("ffn_norm", "output.LayerNorm");
        tensor("head_weight", new FloatTensor(new long[] {head.classes(), head.features()}, head.weight()));
        tensor("head_bias", new FloatTensor(new long[] {head.classes()}, head.bias()));
        archive.write(file, source());
    }

    private void tensor(String attribute, FloatTensor value) {
        archive.tensor(attribute, value, ElementType.F32);
    }

    private void perLayer(String attribute, String name) {
        archive.tensors(attribute + "_weight", ofLayers(name + ".weight"), ElementType.F32)
                .tensors(attribute + "_bias", ofLayers(name + ".bias"), ElementType.F32);
    }

    private List<FloatTensor> ofLayers(String name) {
        return IntStream.range(0, checkpoint.config().layers())
                .mapToObj(layer -> weight("encoder.layer." + layer + "." + name))
                .toList();
    }

    private FloatTensor weight(String name) {
        return checkpoint.weights().get(name);
    }

    private static String source() throws IOException {
        try (InputStream stream = PaddedModel.class.getResourceAsStream("padded_classifier.py")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
