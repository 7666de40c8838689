package dev.winnow.model.onnx;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.checkpoint.TinyBert;
import dev.winnow.model.encoder.LinearHead;
import dev.winnow.model.encoder.PackedEncoder;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A small model to export and documents for it. */
final class Models {
    static final EncoderConfig CONFIG = new EncoderConfig(5, 48, 3, 64, 50, 90, 1e-7);
    static final Checkpoint CHECKPOINT = TinyBert.checkpoint(3, CONFIG);
    static final LinearHead HEAD = head();

    private Models() {}

    private static LinearHead head() {
        Random random = new Random(11);
        int features = PackedEncoder.featureCount(CONFIG);
        float[] weight = new float[3 * features];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) random.nextGaussian() / 10;
        }
        return new LinearHead(3, features, weight, new float[] {0.5f, -1f, 2f});
    }

    static List<TokenizedText> documents(Random random, int count, int shortest, int longest) {
        List<TokenizedText> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = shortest + random.nextInt(longest - shortest + 1);
            documents.add(new TokenizedText(
                    random.longs(length, 0, CONFIG.vocabulary()).toArray(), false));
        }
        return documents;
    }
}
