package dev.winnow.ops.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.model.bundle.BundleContents;
import dev.winnow.model.bundle.BundleWriter;
import dev.winnow.model.bundle.TrainingInfo;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.checkpoint.Safetensors;
import dev.winnow.model.encoder.LinearHead;
import dev.winnow.model.encoder.PackedEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A corner of MiniLM: its first layer, 32 wide. It is computed by the real engine like any bundle, says nothing of
 * interest, and is so quick that these tests wait for Kafka and not for it.
 */
final class SmallBundle {
    private static final EncoderConfig CONFIG = new EncoderConfig(1, 32, 2, 64, 30_522, 512, 1e-12);
    private static final List<String> LABELS = List.of("one", "two");

    private SmallBundle() {}

    /** Writes it as the bundle {@code small} of this version; the same weights for every version. */
    static Path write(Path parent, String version) {
        try {
            Path encoder = Files.createDirectories(parent.resolve("encoder-" + version));
            Checkpoint base = Checkpoint.miniLm();
            Files.writeString(encoder.resolve("config.json"), configJson());
            Files.write(encoder.resolve("tokenizer.json"), base.tokenizerJson());
            Files.write(encoder.resolve("model.safetensors"), Safetensors.write(corner(base)));
            Path bundle = parent.resolve("small-" + version);
            BundleWriter.write(bundle, contents(encoder, version));
            return bundle;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BundleContents contents(Path encoder, String version) {
        return new BundleContents(
                "small",
                version,
                LABELS,
                64,
                head(),
                Checkpoint.open(encoder).sha256(),
                Optional.of(encoder),
                new TrainingInfo("none", "none", 0, Map.of(), Map.of()),
                "# small\n\nA corner of MiniLM with a random head.\n");
    }

    private static LinearHead head() {
        Random random = new Random(1);
        int features = PackedEncoder.featureCount(CONFIG);
        float[] weight = new float[LABELS.size() * features];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) random.nextGaussian();
        }
        return new LinearHead(LABELS.size(), features, weight, new float[LABELS.size()]);
    }

    private static Map<String, FloatTensor> corner(Checkpoint base) {
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        base.weights().forEach((name, tensor) -> {
            if (!name.startsWith("encoder.layer.") || name.startsWith("encoder.layer.0.")) {
                weights.put(name, corner(tensor, base.config()));
            }
        });
        return weights;
    }

    private static FloatTensor corner(FloatTensor whole, EncoderConfig from) {
        long[] shape = whole.shape().clone();
        for (int d = 0; d < shape.length; d++) {
            shape[d] = narrowed(shape[d], from);
        }
        int rows = shape.length == 1 ? 1 : (int) shape[0];
        int columns = (int) shape[shape.length - 1];
        int stride = (int) whole.shape()[shape.length - 1];
        float[] data = new float[rows * columns];
        for (int r = 0; r < rows; r++) {
            System.arraycopy(whole.data(), r * stride, data, r * columns, columns);
        }
        return new FloatTensor(shape, data);
    }

    private static long narrowed(long size, EncoderConfig from) {
        if (size == from.hidden()) {
            return CONFIG.hidden();
        }
        return size == from.intermediate() ? CONFIG.intermediate() : size;
    }

    private static String configJson() {
        return new ObjectMapper()
                .createObjectNode()
                .put("model_type", "bert")
                .put("hidden_act", "gelu")
                .put("num_hidden_layers", CONFIG.layers())
                .put("hidden_size", CONFIG.hidden())
                .put("num_attention_heads", CONFIG.heads())
                .put("intermediate_size", CONFIG.intermediate())
                .put("vocab_size", CONFIG.vocabulary())
                .put("max_position_embeddings", CONFIG.maxPositions())
                .put("layer_norm_eps", CONFIG.layerNormEpsilon())
                .toString();
    }
}
