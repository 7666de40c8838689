package dev.winnow.model.bundle;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** The bundles inside the jar. Listed here, because a class path cannot be listed. */
public final class ShippedBundles {
    private static final List<String> NAMES = List.of("moderation", "topics");

    private ShippedBundles() {}

    public static List<String> names() {
        return NAMES;
    }

    /** Message for a bundle that is neither a folder nor shipped; suggests the nearest name. */
    static String unknown(String asked) {
        Path name = Path.of(asked).getFileName();
        String last = name == null ? asked : name.toString();
        String nearest = NAMES.stream()
                .min(Comparator.comparingInt(candidate -> distance(last, candidate)))
                .orElseThrow();
        String hint =
                distance(last, nearest) <= Math.max(2, nearest.length() / 3) ? "; did you mean '" + nearest + "'?" : "";
        return "there is no bundle '" + asked + "': it is no folder, and the shipped bundles are "
                + String.join(", ", NAMES) + hint;
    }

    /** Levenshtein distance: the fewest insertions, deletions and replacements of single characters. */
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
