package dev.winnow.model.dataset;

import java.util.List;
import java.util.Optional;

/**
 * The splits of a data set, read and checked before the long part of a training begins.
 *
 * @param labels classes of the training split, in alphabetical order
 * @param training learnt from
 * @param validation chosen by
 * @param test measured on, if there is one
 */
public record LabelledData(
        List<String> labels, DatasetSplit training, DatasetSplit validation, Optional<DatasetSplit> test) {

    /**
     * Reads all splits.
     *
     * @throws DatasetException if training or validation is missing, the training split has one class only, or another split
     *     has a class that the training split lacks
     */
    public static LabelledData read(Dataset dataset) {
        DatasetSplit training = dataset.read(Split.TRAIN);
        DatasetSplit validation = dataset.read(Split.VALIDATION);
        Optional<DatasetSplit> test =
                Optional.of(Split.TEST).filter(dataset::has).map(dataset::read);
        List<String> labels = training.labels();
        if (labels.size() < 2) {
            throw new DatasetException(training.file() + " has the one label " + labels + "; a classifier needs two");
        }
        validation.targets(labels);
        test.ifPresent(split -> split.targets(labels));
        return new LabelledData(labels, training, validation, test);
    }

    /** Rows of all files that could not be used. */
    public int badRows() {
        return training.badRows().size()
                + validation.badRows().size()
                + test.map(split -> split.badRows().size()).orElse(0);
    }
}
