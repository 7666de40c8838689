package dev.winnow.model.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.ElementType;
import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.reduction.Reduction;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.model.torchscript.TorchScriptArchive;
import dev.winnow.model.torchscript.TrainableModule;
import java.util.ArrayList;
import java.util.List;

/**
 * An encoder with head and token reduction while it is trained: {@code training_encoder.py}, one native call per step.
 *
 * <p>It computes padded batches, so that soft removal is a matter of masks; documents of like length make good batches. The
 * embeddings are frozen, all else is trained. For one thread.
 */
public final class TrainingEncoder implements AutoCloseable {
    private final Checkpoint checkpoint;
    private final int classes;
    private final TrainableModule module;

    private TrainingEncoder(Checkpoint checkpoint, int classes, TrainableModule module) {
        this.checkpoint = checkpoint;
        this.classes = classes;
        this.module = module;
        try (NDManager arrays = module.arrays()) {
            module.call(arrays, "prepare", arrays.create(0f));
        } catch (RuntimeException e) {
            module.close();
            throw e;
        }
    }

    /**
     * Loads a model to train.
     *
     * @param linears precision of the linear layers and of attention; weights, sums and the optimizer are always 32-bit
     * @param threads native threads of each step
     */
    public static TrainingEncoder load(
            Checkpoint checkpoint, LinearHead head, Reduction reduction, Precision linears, int threads) {
        TrainableModule module = TrainableModule.load(archive(checkpoint, head, reduction, linears), source(), threads);
        return new TrainingEncoder(checkpoint, head.classes(), module);
    }

    static String source() {
        return EncoderArchive.resource("training_encoder.py");
    }

    static TorchScriptArchive archive(Checkpoint checkpoint, LinearHead head, Reduction reduction, Precision linears) {
        TorchScriptArchive archive =
                EncoderArchive.forTraining(checkpoint, head, reduction).integer("dtype", linears.scalarType());
        for (String list : List.of("groups", "first_moments", "second_moments", "steps")) {
            archive.tensors(list, List.of(), ElementType.F32);
        }
        return archive;
    }

    public EncoderConfig config() {
        return checkpoint.config();
    }

    /**
     * One step: forward pass, gradients, clipping, AdamW.
     *
     * @param saliencies for each document the share of each token, target of the predictors; needed where tokens may leave
     * @param teacher logits {@code [B, C]} of the model to distil from; needed where {@code distillation} is above 0
     */
    public StepResult step(TrainingBatch batch, float[][] saliencies, float[] teacher, StepSettings settings) {
        module.seed(settings.seed());
        try (NDManager arrays = module.arrays()) {
            Padded padded = Padded.of(batch.documents(), arrays);
            NDArray saliency = saliencies == null ? padded.mask() : padded.values(saliencies, arrays);
            NDArray logits = arrays.create(
                    teacher == null ? new float[classes] : teacher,
                    new Shape(teacher == null ? 1 : batch.targets().length, classes));
            float[] result = module.call(
                            arrays,
                            "step",
                            padded.ids(),
                            padded.mask(),
                            targets(batch.targets(), arrays),
                            saliency,
                            logits,
                            arrays.create(settings.values()))
                    .get(0)
                    .toFloatArray();
            return new StepResult(result[0], result[1], result[2], result[3], result[4]);
        }
    }

    /** What {@link PackedEncoder#reduce} computes, by the formulas of training with hard removal. */
    public ReducedBatch classify(List<TokenizedText> documents, DeltaOffset offset) {
        try (NDManager arrays = module.arrays()) {
            Padded padded = Padded.of(documents, arrays);
            NDList result =
                    module.call(arrays, "classify", padded.ids(), padded.mask(), arrays.create((float) offset.value()));
            float[] layers = padded.packed(result.get(1));
            int[] reached = new int[layers.length];
            for (int i = 0; i < reached.length; i++) {
                reached[i] = (int) layers[i];
            }
            return new ReducedBatch(result.get(0).toFloatArray(), reached, padded.packed(result.get(2)));
        }
    }

    /** Gradient times input, ‖∂logit ⊙ h⁰‖₂, of each token for one class of each document; sums to 1 in a document. */
    public float[][] saliency(TrainingBatch batch) {
        try (NDManager arrays = module.arrays()) {
            Padded padded = Padded.of(batch.documents(), arrays);
            return padded.unpadded(
                    module.call(arrays, "saliency", padded.ids(), padded.mask(), targets(batch.targets(), arrays))
                            .get(0));
        }
    }

    /** How much [CLS] attends to each token in the last layer, a mean over heads. */
    public float[][] attention(List<TokenizedText> documents) {
        return attentions(documents, 0);
    }

    /** How much [CLS] attends to each token through all layers: attention rollout (Abnar and Zuidema, ACL 2020). */
    public float[][] rollout(List<TokenizedText> documents) {
        return attentions(documents, 1);
    }

    private float[][] attentions(List<TokenizedText> documents, int which) {
        try (NDManager arrays = module.arrays()) {
            Padded padded = Padded.of(documents, arrays);
            return padded.unpadded(module.call(arrays, "attentions", padded.ids(), padded.mask())
                    .get(which));
        }
    }

    /** Everything that training changes: weights, then Adam's first and second moments, in a fixed order. */
    public List<FloatTensor> state() {
        try (NDManager arrays = module.arrays()) {
            List<FloatTensor> state = new ArrayList<>();
            for (NDArray tensor : module.call(arrays, "state", arrays.create(0f))) {
                state.add(new FloatTensor(tensor.getShape().getShape(), tensor.toFloatArray()));
            }
            return state;
        }
    }

    /** Puts back what {@link #state()} gave, in a model of the same shape. */
    public void restore(List<FloatTensor> state) {
        for (int i = 0; i < state.size(); i++) {
            try (NDManager arrays = module.arrays()) {
                FloatTensor tensor = state.get(i);
                NDArray value = arrays.create(tensor.data(), new Shape(tensor.shape()));
                module.call(arrays, "restore", arrays.create(new long[] {i}), value);
            }
        }
    }

    /** The model as it is now. */
    public TrainedModel trained() {
        return new TrainedState(checkpoint, classes, state()).model();
    }

    private static NDArray targets(int[] targets, NDManager arrays) {
        long[] values = new long[targets.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = targets[i];
        }
        return arrays.create(values);
    }

    @Override
    public void close() {
        module.close();
    }
}
