package dev.winnow.topology.control;

import java.time.Duration;

/**
 * What the controller may change about micro-batches.
 *
 * @param tokens token budget
 * @param linger how long the first document may wait for company
 */
public record BatchShape(int tokens, Duration linger) {

    public BatchShape {
        if (tokens < 1 || linger.isNegative()) {
            throw new IllegalArgumentException("a micro-batch holds a token at least and its linger is not negative");
        }
    }
}
