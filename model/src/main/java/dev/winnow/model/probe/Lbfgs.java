package dev.winnow.model.probe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Limited-memory BFGS (Nocedal and Wright, Numerical Optimization, algorithms 7.4 and 7.5) with a backtracking line search
 * that asks for sufficient decrease (3.1). Enough for the smooth convex functions minimised here, where the curvature
 * sᵀy is positive whatever the step.
 *
 * <p>Preferred to mini-batch Adam: no learning rate, batch size or seed to tune, the same result every time, and on the same
 * features it ended at a better validation loss.
 */
final class Lbfgs {
    private static final int MEMORY = 10;
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final int MOST_HALVINGS = 20;

    /** A function of many parameters. */
    @FunctionalInterface
    interface Objective {
        /** The value at {@code x}; overwrites {@code gradient}. */
        double valueAndGradient(float[] x, float[] gradient);
    }

    /** Told after every step; decides whether there is another one. */
    @FunctionalInterface
    interface Listener {
        boolean goOn(int iteration, float[] x);
    }

    private record Pair(float[] step, float[] gradientChange, double curvature) {}

    private final Objective objective;
    private final float[] x;
    private final Deque<Pair> pairs = new ArrayDeque<>();
    private float[] gradient;
    private double value;

    private Lbfgs(Objective objective, float[] x) {
        this.objective = objective;
        this.x = x;
        gradient = new float[x.length];
        value = objective.valueAndGradient(x, gradient);
    }

    /** Minimises from {@code x} on, in place, until the listener has enough or no step leads further down. */
    static void minimize(Objective objective, float[] x, Listener listener) {
        Lbfgs search = new Lbfgs(objective, x);
        int iteration = 1;
        while (search.step() && listener.goOn(iteration, x)) {
            iteration++;
        }
    }

    private boolean step() {
        float[] direction = direction();
        double slope = dot(direction, gradient);
        if (slope >= 0) {
            return false;
        }
        float[] start = x.clone();
        float[] newGradient = new float[x.length];
        double length = pairs.isEmpty() ? 1 / Math.sqrt(dot(gradient, gradient)) : 1;
        for (int halving = 0; halving <= MOST_HALVINGS; halving++) {
            move(start, direction, length);
            double newValue = objective.valueAndGradient(x, newGradient);
            if (newValue < value && newValue <= value + SUFFICIENT_DECREASE * length * slope) {
                remember(start, newGradient);
                gradient = newGradient;
                value = newValue;
                return true;
            }
            length /= 2;
        }
        System.arraycopy(start, 0, x, 0, x.length);
        return false;
    }

    private void move(float[] start, float[] direction, double length) {
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (start[i] + length * direction[i]);
        }
    }

    private void remember(float[] start, float[] newGradient) {
        float[] step = difference(x, start);
        float[] change = difference(newGradient, gradient);
        double curvature = dot(step, change);
        if (curvature > 0) {
            pairs.addLast(new Pair(step, change, curvature));
        }
        if (pairs.size() > MEMORY) {
            pairs.removeFirst();
        }
    }

    /** Minus the inverse Hessian's approximation times the gradient: the two-loop recursion. */
    private float[] direction() {
        float[] q = gradient.clone();
        Deque<Double> alphas = new ArrayDeque<>();
        for (Iterator<Pair> newestFirst = pairs.descendingIterator(); newestFirst.hasNext(); ) {
            Pair pair = newestFirst.next();
            double alpha = dot(pair.step, q) / pair.curvature;
            alphas.push(alpha);
            add(q, pair.gradientChange, -alpha);
        }
        double scale = pairs.isEmpty()
                ? 1
                : pairs.getLast().curvature / dot(pairs.getLast().gradientChange, pairs.getLast().gradientChange);
        scale(q, scale);
        for (Pair pair : pairs) {
            double beta = dot(pair.gradientChange, q) / pair.curvature;
            add(q, pair.step, alphas.pop() - beta);
        }
        scale(q, -1);
        return q;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static void add(float[] sum, float[] values, double factor) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += (float) (factor * values[i]);
        }
    }

    private static void scale(float[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= (float) factor;
        }
    }

    private static float[] difference(float[] a, float[] b) {
        float[] difference = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }
}
