package dev.winnow.ops.bench.peers;

import dev.winnow.model.encoder.ClassScores;
import java.util.List;

/** One row of the table: a way to classify texts that a user could choose. */
interface Peer {

    /** How the row is called, in {@code --only} too. */
    String name();

    /** Whether it works from topic to topic, on all cores, or on one thread by itself. */
    boolean streams();

    /**
     * One round.
     *
     * @param labelled classified first, which warms up as well
     * @param texts classified then, and timed
     */
    Round run(List<String> labelled, List<String> texts, Passes passes);

    /**
     * What a round gave.
     *
     * @param labels for each labelled text the index of the class it got
     * @param documentsPerSecond of the timed texts
     */
    record Round(List<Integer> labels, double documentsPerSecond) {}

    /** Index of the most probable class. */
    static int best(float[] probabilities) {
        return new ClassScores(probabilities, 0, probabilities.length).best();
    }
}
