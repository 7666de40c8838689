package dev.winnow.model.training.stages;

import dev.winnow.model.checkpoint.FloatTensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the fine-tuned encoder says of training documents, for the joint stage to learn from.
 *
 * @param saliency per document and token: its share of ‖∂logit/∂h⁰ ⊙ h⁰‖₂ of the document's own class, h⁰ being the token's
 *     embedding; the shares of a document add up to 1
 * @param logits {@code [N, C]}, row by row
 * @param classes C
 */
record Teacher(float[][] saliency, float[] logits, int classes) {
    private static final String SALIENCY = "saliency";
    private static final String LENGTHS = "lengths";
    private static final String LOGITS = "logits";

    Teacher {
        if (logits.length != saliency.length * classes) {
            throw new IllegalArgumentException("%d logits do not fit %d documents of %d classes"
                    .formatted(logits.length, saliency.length, classes));
        }
    }

    /** Room for so many documents. */
    static Teacher empty(int documents, int classes) {
        return new Teacher(new float[documents][], new float[documents * classes], classes);
    }

    int size() {
        return saliency.length;
    }

    /** Fills in the documents of these indexes. */
    void put(int[] documents, float[][] saliencies, float[] batchLogits) {
        for (int d = 0; d < documents.length; d++) {
            saliency[documents[d]] = saliencies[d];
            System.arraycopy(batchLogits, d * classes, logits, documents[d] * classes, classes);
        }
    }

    /**
     * Saliencies raised to a power and shared out anew: the order of the tokens stays, the gap between those that matter
     * and those that do not widens. A threshold is compared with the even share 1/n, so how fast the fastest operating
     * point is hangs on how few tokens have more than that.
     */
    Teacher sharpened(double power) {
        float[][] sharp = new float[size()][];
        for (int d = 0; d < sharp.length; d++) {
            double[] raised = new double[saliency[d].length];
            for (int i = 0; i < raised.length; i++) {
                raised[i] = Math.pow(saliency[d][i], power);
            }
            double sum = Math.max(Arrays.stream(raised).sum(), Double.MIN_NORMAL);
            sharp[d] = new float[raised.length];
            for (int i = 0; i < raised.length; i++) {
                sharp[d][i] = (float) (raised[i] / sum);
            }
        }
        return new Teacher(sharp, logits, classes);
    }

    /** Saliencies of these documents. */
    float[][] saliency(int[] documents) {
        return Arrays.stream(documents).mapToObj(d -> saliency[d]).toArray(float[][]::new);
    }

    /** Logits of these documents, {@code [B, C]}. */
    float[] logits(int[] documents) {
        float[] batch = new float[documents.length * classes];
        for (int d = 0; d < documents.length; d++) {
            System.arraycopy(logits, documents[d] * classes, batch, d * classes, classes);
        }
        return batch;
    }

    /** As tensors: the saliencies of all documents one after another, how many each has, and the logits. */
    Map<String, FloatTensor> tensors() {
        int total = Arrays.stream(saliency).mapToInt(values -> values.length).sum();
        float[] values = new float[total];
        float[] lengths = new float[size()];
        int at = 0;
        for (int d = 0; d < size(); d++) {
            lengths[d] = saliency[d].length;
            System.arraycopy(saliency[d], 0, values, at, saliency[d].length);
            at += saliency[d].length;
        }
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        tensors.put(SALIENCY, new FloatTensor(new long[] {total}, values));
        tensors.put(LENGTHS, new FloatTensor(new long[] {size()}, lengths));
        tensors.put(LOGITS, new FloatTensor(new long[] {size(), classes}, logits));
        return tensors;
    }

    /** Fills in the documents from number {@code first} on with those that {@link #tensors} gave. */
    void put(int first, Map<String, FloatTensor> tensors) {
        float[] values = tensors.get(SALIENCY).data();
        float[] lengths = tensors.get(LENGTHS).data();
        int at = 0;
        for (int d = 0; d < lengths.length; d++) {
            saliency[first + d] = Arrays.copyOfRange(values, at, at + (int) lengths[d]);
            at += (int) lengths[d];
        }
        float[] part = tensors.get(LOGITS).data();
        System.arraycopy(part, 0, logits, first * classes, part.length);
    }
}
