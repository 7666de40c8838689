package dev.winnow.model.training;

/**
 * The Adam optimizer (Kingma and Ba, ICLR 2015, algorithm 1) over one array of parameters: m ← β₁m + (1−β₁)g,
 * v ← β₂v + (1−β₂)g², θ ← θ − α·√(1−β₂ᵗ)/(1−β₁ᵗ)·m/(√v + ε).
 */
final class Adam {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final float[] first;
    private final float[] second;
    private int steps;

    Adam(int parameters) {
        first = new float[parameters];
        second = new float[parameters];
    }

    void step(float[] parameters, float[] gradient, double learningRate) {
        steps++;
        float rate = (float) (learningRate * Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps)));
        for (int i = 0; i < parameters.length; i++) {
            first[i] = BETA1 * first[i] + (1 - BETA1) * gradient[i];
            second[i] = BETA2 * second[i] + (1 - BETA2) * gradient[i] * gradient[i];
            parameters[i] -= rate * first[i] / ((float) Math.sqrt(second[i]) + EPSILON);
        }
    }
}
