package dev.winnow.ops.bench.peers;

import java.util.List;

/**
 * What every row of the table classifies.
 *
 * @param labelled texts that somebody has labelled
 * @param targets their classes, as indexes into the bundle's labels; empty where nobody knows them
 * @param texts what speed is measured with, at least one
 */
public record Corpus(List<String> labelled, List<Integer> targets, List<String> texts) {
    public Corpus {
        labelled = List.copyOf(labelled);
        targets = List.copyOf(targets);
        texts = List.copyOf(texts);
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("speed is measured with at least one text");
        }
        if (!targets.isEmpty() && targets.size() != labelled.size()) {
            throw new IllegalArgumentException("every labelled text has a label");
        }
    }

    /** Texts without labels: how often rows agree can be said of them, and not how often they are right. */
    public static Corpus unlabelled(List<String> texts) {
        return new Corpus(texts, List.of(), texts);
    }

    /** The labelled texts of one of so many rounds: each comes once. */
    List<String> labelledOf(int round, int rounds) {
        return labelled.subList(labelled.size() * round / rounds, labelled.size() * (round + 1) / rounds);
    }
}
