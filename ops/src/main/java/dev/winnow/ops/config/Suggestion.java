package dev.winnow.ops.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a person most likely meant to write. */
final class Suggestion {
    private Suggestion() {}

    /** The nearest of the known words, where it is near enough to be a slip: two edits, in long words three, in the shortest one. */
    static Optional<String> nearest(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= edits(candidate))
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int edits(String word) {
        return word.length() < 4 ? 1 : word.length() < 9 ? 2 : 3;
    }

    /** The question to append to an error; empty where nothing is near. */
    static String question(String word, Collection<String> known) {
        return nearest(word, known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }

    /** Levenshtein distance, in one row of the table. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
