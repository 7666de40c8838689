package dev.winnow.model.encoder;

/**
 * The scores of the C classes for one document, which mostly lie among those of a batch. What follows from them must be the
 * same wherever it is asked for: a training that chose its epoch by another rounding than the classifier's would measure
 * another model.
 *
 * @param values logits, or anything else that rises with them; not copied
 * @param from where those of the document begin
 * @param classes C, at least 1
 */
public record ClassScores(float[] values, int from, int classes) {

    /** Index of the greatest; the first of equals. */
    public int best() {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            if (values[from + c] > values[from + best]) {
                best = c;
            }
        }
        return best;
    }

    /** Softmax of logits, {@code [C]}: in double precision and safe for logits of any size. */
    public float[] probabilities() {
        double greatest = values[from + best()];
        double sum = sumOfExponentials(greatest);
        float[] probabilities = new float[classes];
        for (int c = 0; c < classes; c++) {
            probabilities[c] = (float) (Math.exp(values[from + c] - greatest) / sum);
        }
        return probabilities;
    }

    /** −log softmax of the target's logit. */
    public double crossEntropy(int target) {
        double greatest = values[from + best()];
        return greatest + Math.log(sumOfExponentials(greatest)) - values[from + target];
    }

    private double sumOfExponentials(double greatest) {
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += Math.exp(values[from + c] - greatest);
        }
        return sum;
    }
}
