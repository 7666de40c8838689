package dev.winnow.ops.bench.peers;

import dev.winnow.model.dataset.Dataset;
import dev.winnow.model.dataset.DatasetSplit;
import dev.winnow.model.dataset.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Where labelled texts come from: the test split of a data set, or what is built in.
 *
 * @param data folder of the data set, if there is one
 * @param most labelled texts at most; 0 takes all
 */
public record CorpusSource(Optional<Path> data, int most) {
    /** Which of the labelled texts are taken, and in which order, is the same on every machine. */
    private static final long SEED = 7;

    public CorpusSource {
        if (most < 0) {
            throw new IllegalArgumentException("labelled texts are 0 (all) or more, not " + most);
        }
    }

    /**
     * Labelled texts for a bundle, beside those that speed is measured with. Where a bundle has other labels than what is built in,
     * and no data set is there, the texts are taken as they are.
     *
     * @throws dev.winnow.model.dataset.DatasetException if the data set has no test split, or labels that the bundle does not know
     */
    public Corpus corpus(List<String> labels, List<String> texts) {
        return data.map(folder -> labelled(Dataset.open(folder).read(Split.TEST), labels, texts))
                .orElseGet(() -> withoutData(labels, texts));
    }

    private Corpus labelled(DatasetSplit split, List<String> labels, List<String> texts) {
        int[] targets = split.targets(labels);
        List<Integer> chosen =
                new ArrayList<>(IntStream.range(0, targets.length).boxed().toList());
        Collections.shuffle(chosen, new Random(SEED));
        chosen = chosen.subList(0, most == 0 ? chosen.size() : Math.min(most, chosen.size()));
        return new Corpus(
                chosen.stream().map(row -> split.examples().get(row).text()).toList(),
                chosen.stream().map(row -> targets[row]).toList(),
                texts);
    }

    private static Corpus withoutData(List<String> labels, List<String> texts) {
        BuiltInLabels builtIn = BuiltInLabels.read();
        return builtIn.fit(labels) ? builtIn.corpus(labels, texts) : Corpus.unlabelled(texts);
    }
}
