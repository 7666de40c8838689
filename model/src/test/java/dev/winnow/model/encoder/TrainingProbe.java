package dev.winnow.model.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.reduction.Reduction;
import dev.winnow.model.torchscript.TrainableModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The training step opened up for tests: its parts in 64-bit floats, its gradients, and soft removal alone. */
final class TrainingProbe implements AutoCloseable {
    private final TrainableModule module;

    TrainingProbe(Checkpoint checkpoint, LinearHead head, Reduction reduction) {
        module = TrainableModule.load(
                TrainingEncoder.archive(checkpoint, head, reduction, Precision.FP32),
                TrainingEncoder.source() + resource("training_probe.py"),
                1);
        try (NDManager arrays = module.arrays()) {
            module.call(arrays, "widen", arrays.create(0f));
        }
    }

    /** Parts of the objective, {@code [total, task, divergence, length]}. */
    double[] objective(TrainingBatch batch, float[][] saliencies, float[] teacher, StepSettings settings) {
        try (NDManager arrays = module.arrays()) {
            NDList parts = call(arrays, "evaluate_objective", batch, saliencies, teacher, settings);
            return parts.stream()
                    .mapToDouble(part -> part.toType(DataType.FLOAT64, false).getDouble())
                    .toArray();
        }
    }

    /** Gradients of the total, one array per trained tensor. */
    double[][] gradients(TrainingBatch batch, float[][] saliencies, float[] teacher, StepSettings settings) {
        try (NDManager arrays = module.arrays()) {
            NDList result = call(arrays, "differentiate", batch, saliencies, teacher, settings);
            return result.subList(4, result.size()).stream()
                    .map(NDArray::toDoubleArray)
                    .toArray(double[][]::new);
        }
    }

    double[] weights(int tensor) {
        try (NDManager arrays = module.arrays()) {
            return module.call(arrays, "state", arrays.create(0f)).get(tensor).toDoubleArray();
        }
    }

    void setWeights(int tensor, double[] values) {
        try (NDManager arrays = module.arrays()) {
            Shape shape =
                    module.call(arrays, "state", arrays.create(0f)).get(tensor).getShape();
            module.call(arrays, "restore", arrays.create(new long[] {tensor}), arrays.create(values, shape));
        }
    }

    /** The price in attention of a token with each score. */
    double[] removal(double[] scores, double delta, double slope) {
        try (NDManager arrays = module.arrays()) {
            NDArray limit = arrays.create(new double[] {delta});
            return module.call(arrays, "removal_of", arrays.create(scores), limit, arrays.create(slope))
                    .get(0)
                    .toDoubleArray();
        }
    }

    private NDList call(
            NDManager arrays,
            String method,
            TrainingBatch batch,
            float[][] saliencies,
            float[] teacher,
            StepSettings settings) {
        Padded padded = Padded.of(batch.documents(), arrays);
        long[] targets = new long[batch.targets().length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = batch.targets()[i];
        }
        int classes = teacher.length / targets.length;
        return module.call(
                arrays,
                method,
                padded.ids(),
                padded.mask().toType(DataType.FLOAT64, false),
                arrays.create(targets),
                padded.values(saliencies, arrays).toType(DataType.FLOAT64, false),
                arrays.create(teacher, new Shape(targets.length, classes)).toType(DataType.FLOAT64, false),
                arrays.create(settings.values()));
    }

    private static String resource(String name) {
        try (InputStream stream = TrainingProbe.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        module.close();
    }
}
