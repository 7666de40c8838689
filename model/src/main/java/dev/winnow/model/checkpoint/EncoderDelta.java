package dev.winnow.model.checkpoint;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fine-tuned weights of an encoder as what changed against the base: the matrices of the layers as 8-bit differences with one
 * scale a row, biases and norms whole. Embeddings are not part of it: they are half of a small encoder and stay as they were.
 *
 * <p>10.3 MiB for the 40.6 MiB of layers that all-MiniLM-L6-v2 has. Fine-tuning changes weights by a small part of their
 * size, so that eight bits of the difference are far closer than eight bits of the weight
 * ({@code docs/adr/0005-fine-tuned-weights-as-int8-differences.md}).
 *
 * <p>As a file: per matrix an I8 tensor {@code NAME} {@code [R, C]} and an F32 tensor {@code NAME.scale} {@code [R]}; per
 * bias and norm an F32 tensor {@code NAME}. The names are those of {@link Checkpoint#weights()}.
 */
public final class EncoderDelta {
    private static final String LAYERS = "encoder.layer.";
    private static final String SCALE = ".scale";

    private final Map<String, MatrixDelta> matrices;
    private final Map<String, FloatTensor> vectors;

    private EncoderDelta(Map<String, MatrixDelta> matrices, Map<String, FloatTensor> vectors) {
        this.matrices = matrices;
        this.vectors = vectors;
    }

    /**
     * What training changed.
     *
     * @param base what it began with
     * @param trained every weight of the layers, and embeddings only if they are those of the base
     * @throws CheckpointException if a weight of the layers is missing, is not finite or has another shape than in the base,
     *     or if any other weight differs from the base's
     */
    public static EncoderDelta between(Checkpoint base, Map<String, FloatTensor> trained) {
        trained.forEach((name, tensor) -> requireFrozen(base, name, tensor));
        Map<String, MatrixDelta> matrices = new LinkedHashMap<>();
        Map<String, FloatTensor> vectors = new LinkedHashMap<>();
        for (String name : layerWeights(base)) {
            FloatTensor before = base.weights().get(name);
            FloatTensor after = checked(name, before, trained.get(name));
            if (before.shape().length == 2) {
                matrices.put(name, MatrixDelta.between(before, after));
            } else {
                vectors.put(name, after);
            }
        }
        return new EncoderDelta(matrices, vectors);
    }

    private static void requireFrozen(Checkpoint base, String name, FloatTensor tensor) {
        FloatTensor before = base.weights().get(name);
        if (before == null) {
            throw new CheckpointException("weight '" + name + "' is none of the base encoder " + base.name());
        }
        if (!name.startsWith(LAYERS) && !Arrays.equals(before.data(), tensor.data())) {
            throw new CheckpointException("weight '" + name + "' differs from the base encoder's (" + base.name()
                    + "): only the layers may change, keep the embeddings frozen in training");
        }
    }

    private static FloatTensor checked(String name, FloatTensor before, FloatTensor after) {
        if (after == null) {
            throw new CheckpointException("weight '" + name + "' is missing among the trained ones");
        }
        if (!Arrays.equals(before.shape(), after.shape())) {
            throw new CheckpointException("weight '" + name + "' has shape " + Arrays.toString(after.shape())
                    + " where the base encoder has " + Arrays.toString(before.shape()));
        }
        requireFinite("weight '" + name + "'", after);
        return after;
    }

    private static void requireFinite(String what, FloatTensor tensor) {
        for (float value : tensor.data()) {
            if (!Float.isFinite(value)) {
                throw new CheckpointException(what + " holds a value that is not finite");
            }
        }
    }

    /** Names of the weights that a delta of this encoder covers. */
    private static List<String> layerWeights(Checkpoint base) {
        return base.weights().keySet().stream()
                .filter(name -> name.startsWith(LAYERS))
                .sorted()
                .toList();
    }

    /**
     * The fine-tuned encoder. Embeddings are shared with the base, and name and checksum stay the base's, because they say
     * which file it came from.
     *
     * @throws CheckpointException if this delta was made from an encoder of other names or shapes
     */
    public Checkpoint apply(Checkpoint base) {
        requireSameNames(base);
        Map<String, FloatTensor> weights = new LinkedHashMap<>(base.weights());
        matrices.forEach((name, delta) -> {
            FloatTensor before = base.weights().get(name);
            requireShape(name, before.shape(), delta.steps().shape());
            weights.put(name, delta.applyTo(before));
        });
        vectors.forEach((name, after) -> {
            requireShape(name, base.weights().get(name).shape(), after.shape());
            weights.put(name, after);
        });
        return new Checkpoint(base.name(), base.config(), weights, base.tokenizerJson(), base.sha256());
    }

    private void requireSameNames(Checkpoint base) {
        List<String> names = new ArrayList<>(matrices.keySet());
        names.addAll(vectors.keySet());
        List<String> expected = layerWeights(base);
        for (String name : expected) {
            if (!names.contains(name)) {
                throw new CheckpointException("the difference lacks the weight '" + name + "' of " + base.name());
            }
        }
        names.removeAll(expected);
        if (!names.isEmpty()) {
            throw new CheckpointException(
                    "the difference has a weight '" + names.get(0) + "' that " + base.name() + " lacks");
        }
    }

    private static void requireShape(String name, long[] base, long[] found) {
        if (!Arrays.equals(base, found)) {
            throw new CheckpointException("the difference of '" + name + "' has shape " + Arrays.toString(found)
                    + " where the encoder has " + Arrays.toString(base));
        }
    }

    /** The bytes of a safetensors file; equal deltas give equal bytes. */
    public byte[] write() {
        Map<String, FloatTensor> floats = new LinkedHashMap<>(vectors);
        Map<String, ByteTensor> int8 = new LinkedHashMap<>();
        matrices.forEach((name, delta) -> {
            int8.put(name, delta.steps());
            floats.put(name + SCALE, new FloatTensor(new long[] {delta.scales().length}, delta.scales()));
        });
        return Safetensors.write(floats, int8);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws CheckpointException if it is damaged or something else; the message names {@code source}
     */
    public static EncoderDelta read(ByteBuffer file, String source) {
        Map<String, FloatTensor> floats = Safetensors.read(file, source);
        Map<String, MatrixDelta> matrices = new LinkedHashMap<>();
        Safetensors.readInt8(file, source).forEach((name, steps) -> {
            FloatTensor scales = floats.remove(name + SCALE);
            if (scales == null) {
                throw new CheckpointException(source + ": '" + name + SCALE + "' is missing");
            }
            try {
                matrices.put(name, new MatrixDelta(steps, scales.data()));
            } catch (IllegalArgumentException e) {
                throw new CheckpointException(source + ": '" + name + "': " + e.getMessage(), e);
            }
        });
        requireVectors(floats, source);
        return new EncoderDelta(matrices, floats);
    }

    private static void requireVectors(Map<String, FloatTensor> floats, String source) {
        floats.forEach((name, tensor) -> {
            if (tensor.shape().length != 1) {
                throw new CheckpointException(source + ": '" + name + "' is no vector, and matrices must be I8");
            }
            requireFinite(source + ": '" + name + "'", tensor);
        });
    }
}
