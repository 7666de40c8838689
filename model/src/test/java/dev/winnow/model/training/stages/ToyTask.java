package dev.winnow.model.training.stages;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.checkpoint.TinyBert;
import dev.winnow.model.dataset.DatasetSplit;
import dev.winnow.model.dataset.Example;
import dev.winnow.model.dataset.LabelledData;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.probe.ProbeSettings;
import dev.winnow.model.training.schedule.Growth;
import dev.winnow.model.training.schedule.OffsetSampling;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Texts of made-up words among which one decides the label, and an encoder of two small layers that reads them. */
final class ToyTask {
    private static final List<String> DECISIVE = List.of("w10", "w11");

    private ToyTask() {}

    static LabelledData data(int training, int validation) {
        return new LabelledData(
                List.of("left", "right"),
                split("train", training, 1),
                split("validation", validation, 2),
                Optional.empty());
    }

    private static DatasetSplit split(String name, int rows, long seed) {
        Random random = new Random(seed);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            List<String> words = new ArrayList<>();
            int length = 6 + random.nextInt(12);
            for (int w = 0; w < length; w++) {
                words.add("w" + (12 + random.nextInt(30)));
            }
            words.set(random.nextInt(length), DECISIVE.get(i % 2));
            examples.add(new Example(name + i, String.join(" ", words), i % 2 == 0 ? "left" : "right"));
        }
        return new DatasetSplit(Path.of(name + ".jsonl"), examples, List.of());
    }

    /** The small encoder with a tokenizer of whole words. */
    static Checkpoint encoder() {
        Map<String, FloatTensor> weights = TinyBert.weights(5);
        weights.replaceAll((name, tensor) -> name.endsWith("LayerNorm.weight") ? ones(tensor) : tensor);
        return new Checkpoint("toy", TinyBert.CONFIG, weights, tokenizerJson(), "0".repeat(64));
    }

    /** Norms that do not shrink their input, as those of a trained encoder: states must differ for a head to tell them apart. */
    private static FloatTensor ones(FloatTensor tensor) {
        float[] ones = new float[tensor.data().length];
        Arrays.fill(ones, 1);
        return new FloatTensor(tensor.shape(), ones);
    }

    private static byte[] tokenizerJson() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("version", "1.0").putNull("truncation").putNull("padding");
        root.putArray("added_tokens");
        root.putNull("normalizer");
        root.putObject("pre_tokenizer").put("type", "Whitespace");
        ObjectNode processor = root.putObject("post_processor").put("type", "BertProcessing");
        processor.putArray("sep").add("[SEP]").add(3);
        processor.putArray("cls").add("[CLS]").add(2);
        root.putNull("decoder");
        ObjectNode model = root.putObject("model").put("type", "WordLevel").put("unk_token", "[UNK]");
        ObjectNode vocabulary = model.putObject("vocab");
        vocabulary.put("[PAD]", 0).put("[UNK]", 1).put("[CLS]", 2).put("[SEP]", 3);
        for (int id = 4; id < TinyBert.CONFIG.vocabulary(); id++) {
            vocabulary.put("w" + id, id);
        }
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Small and quick; checkpoints after every step. */
    static TrainingSettings settings(int epochs, int reduceEpochs) {
        return new TrainingSettings(
                3,
                16,
                40,
                false,
                0.01,
                0.1,
                1,
                0.06,
                1,
                new ProbeSettings(40, List.of(1.0, 0.1), 5, 5, 1, Precision.FP32),
                64,
                new FinetuneSettings(epochs, 2e-3, epochs),
                new ReduceSettings(
                        reduceEpochs,
                        5e-4,
                        5e-3,
                        2e-2,
                        0.05,
                        0.5,
                        new Growth(10, 1e3, 1, 0.5),
                        new OffsetSampling(0.2, 0, 0.9)),
                Duration.ZERO);
    }
}
