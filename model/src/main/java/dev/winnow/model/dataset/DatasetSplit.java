package dev.winnow.model.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * The rows of one file.
 *
 * @param file where they came from
 * @param examples usable rows, in the order of the file; at least one
 * @param badRows rows that were left out, in the order of the file
 */
public record DatasetSplit(Path file, List<Example> examples, List<BadRow> badRows) {
    public DatasetSplit {
        examples = List.copyOf(examples);
        badRows = List.copyOf(badRows);
        if (examples.isEmpty()) {
            throw new DatasetException(file + " has no usable row"
                    + (badRows.isEmpty() ? "" : " (" + badRows.size() + " bad ones, the first: " + badRows.get(0) + ")")
                    + "; it needs rows with the fields text and label");
        }
    }

    /** The classes that occur, in alphabetical order, so that the same data always gives the same order of labels. */
    public List<String> labels() {
        TreeSet<String> labels = new TreeSet<>();
        examples.forEach(example -> labels.add(example.label()));
        return List.copyOf(labels);
    }

    /**
     * The class of every example as its index in {@code labels}.
     *
     * @throws DatasetException if an example has a label that is not among them
     */
    public int[] targets(List<String> labels) {
        int[] targets = new int[examples.size()];
        for (int i = 0; i < targets.length; i++) {
            Example example = examples.get(i);
            targets[i] = labels.indexOf(example.label());
            if (targets[i] < 0) {
                throw new DatasetException(
                        "%s: row '%s' has the label '%s', which the model does not know; its labels are %s"
                                .formatted(file, example.id(), example.label(), labels));
            }
        }
        return targets;
    }
}
