package dev.winnow.model.bundle;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code bundle.json} says. A bundle has the optional parts {@link #DELTA_FILE}, {@link #REDUCTION_FILE},
 * {@link #CALIBRATION_FILE} and {@link #PRECISION_FILE} if {@code files} lists them; they are called the same in every bundle.
 *
 * @param name name of the bundle: letters, digits, {@code .}, {@code _} and {@code -}
 * @param version version of the bundle, same characters
 * @param architecture the only one there is today is {@link #BERT_LINEAR}
 * @param labels class names in the order of the head's rows; two at least, all different
 * @param maxTokens what the model reads of a text, special tokens included
 * @param encoder where the encoder's weights are
 * @param head name of the head's file
 * @param files SHA-256 of every file but {@code bundle.json}, by name
 * @param training how it came to be
 */
public record BundleManifest(
        String name,
        String version,
        String architecture,
        List<String> labels,
        int maxTokens,
        EncoderSource encoder,
        String head,
        Map<String, String> files,
        TrainingInfo training) {

    /** Format written here; readers refuse newer ones. Format 1 had none of the optional parts. */
    public static final int FORMAT = 2;

    /** A BERT encoder with a linear classifier over its pooled features. */
    public static final String BERT_LINEAR = "bert-linear";

    /** Name of the manifest within a bundle. */
    public static final String FILE = "bundle.json";

    /** Name of the head in bundles written here. */
    public static final String HEAD_FILE = "head.safetensors";

    /** Name of the model card within a bundle. */
    public static final String CARD_FILE = "MODEL_CARD.md";

    /** What training changed in the encoder's weights. */
    public static final String DELTA_FILE = "encoder-delta.safetensors";

    /** Contribution predictors and thresholds. */
    public static final String REDUCTION_FILE = "reduction.safetensors";

    /** The calibration curve. */
    public static final String CALIBRATION_FILE = "calibration.json";

    /** The calibration curve as a drawing. */
    public static final String CALIBRATION_DRAWING = "calibration.svg";

    /** Activation ranges, and the accuracy of each precision. */
    public static final String PRECISION_FILE = "precision.json";

    private static final String WORD = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    public BundleManifest {
        requireWord("name", name);
        requireWord("version", version);
        require(
                architecture.equals(BERT_LINEAR),
                "architecture '" + architecture + "' is not known here; this Winnow" + " runs '" + BERT_LINEAR + "'");
        require(labels.size() >= 2, "labels must name two classes at least");
        require(labels.stream().noneMatch(String::isBlank), "labels must not be blank");
        require(new HashSet<>(labels).size() == labels.size(), "labels must all differ: " + labels);
        require(maxTokens >= 3 && maxTokens <= 8192, "maxTokens must be 3 to 8192, not " + maxTokens);
        labels = List.copyOf(labels);
        files = new TreeMap<>(files);
    }

    /** A bundle's name or version goes into file names, topics and logs. */
    static void requireWord(String what, String value) {
        require(value.matches(WORD), what + " '" + value + "' must be 1 to 100 letters, digits, '.', '_' or '-'");
    }

    /** Whether the bundle has a file of that name. */
    public boolean has(String file) {
        return files.containsKey(file);
    }

    /** The same manifest with the checksums of some files added or changed. */
    BundleManifest withFiles(Map<String, String> checksums) {
        Map<String, String> all = new TreeMap<>(files);
        all.putAll(checksums);
        return new BundleManifest(name, version, architecture, labels, maxTokens, encoder, head, all, training);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
