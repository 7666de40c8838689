package dev.winnow.ops.bench.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Labelled texts for those who have none: a few news items, which tell a broken row from a sound one and little more. */
final class BuiltInLabels {
    private record Item(String label, String text) {}

    private final List<Item> items;

    private BuiltInLabels(List<Item> items) {
        this.items = items;
    }

    static BuiltInLabels read() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(BuiltInLabels.class.getResourceAsStream("news.tsv"), StandardCharsets.UTF_8))) {
            return new BuiltInLabels(lines.lines()
                    .skip(1)
                    .map(line -> line.split("\t", 2))
                    .map(cells -> new Item(cells[0], cells[1]))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a bundle of these labels is meant to classify them. */
    boolean fit(List<String> labels) {
        return items.stream().allMatch(item -> labels.contains(item.label()));
    }

    Corpus corpus(List<String> labels, List<String> texts) {
        return new Corpus(
                items.stream().map(Item::text).toList(),
                items.stream().map(item -> labels.indexOf(item.label())).toList(),
                texts);
    }
}
