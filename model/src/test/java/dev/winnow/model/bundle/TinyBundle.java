package dev.winnow.model.bundle;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.checkpoint.Safetensors;
import dev.winnow.model.checkpoint.TinyBert;
import dev.winnow.model.reduction.LayerReduction;
import dev.winnow.model.reduction.Reduction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A bundle whose encoder lies in its own folder, as a base for fine-tuned weights and reductions. */
final class TinyBundle {
    private TinyBundle() {}

    /** A checkpoint folder in Hugging Face layout. */
    static Path checkpointFolder(Path parent) throws IOException {
        Path source = Files.createDirectory(parent.resolve("tiny-bert"));
        Files.writeString(source.resolve("config.json"), TinyBert.configJson().toString());
        Files.write(source.resolve("model.safetensors"), Safetensors.write(TinyBert.weights(4)));
        Files.writeString(source.resolve("tokenizer.json"), "{\"note\": \"tokenizer\"}");
        return source;
    }

    static BundleContents contents(Path checkpointFolder) {
        BundleContents contents = BundleFixture.contents();
        return new BundleContents(
                contents.name(),
                contents.version(),
                contents.labels(),
                contents.maxTokens(),
                contents.head(),
                Checkpoint.open(checkpointFolder).sha256(),
                Optional.of(checkpointFolder),
                contents.training(),
                contents.modelCard());
    }

    /** Predictors of random weights; thresholds 1/4, 1/8, ... */
    static Reduction reduction(int layers, int hidden, int width) {
        Random random = new Random(layers);
        List<LayerReduction> reductions = new ArrayList<>();
        for (int l = 0; l < layers; l++) {
            reductions.add(new LayerReduction(
                    random(random, width, hidden),
                    random(random, width),
                    random(random, 1, width),
                    0.25f / (l + 1),
                    2f + l));
        }
        return new Reduction(reductions);
    }

    private static FloatTensor random(Random random, long... shape) {
        int size = 1;
        for (long side : shape) {
            size *= (int) side;
        }
        float[] data = new float[size];
        for (int i = 0; i < size; i++) {
            data[i] = (float) random.nextGaussian();
        }
        return new FloatTensor(shape, data);
    }
}
