package dev.winnow.ops.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Texts that come with Winnow, kind by kind in turn, each kind again from its start when it ends. */
final class BuiltInTexts implements DocumentSource {

    /** A kind of text and the topic it goes to. */
    record Kind(String name, List<String> texts, String topic) {

        /** Comments as people leave them below articles and videos. */
        static Kind comments(String topic) {
            return new Kind("comment", read("comments.txt"), topic);
        }

        /** Short news items on world affairs, sports, business and science. */
        static Kind news(String topic) {
            return new Kind("news", read("news.txt"), topic);
        }

        private static List<String> read(String resource) {
            try (InputStream in = BuiltInTexts.class.getResourceAsStream(resource);
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                return lines.lines().toList();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the texts of the demo", e);
            }
        }
    }

    private final List<Kind> kinds;
    private final long documents;
    private long given;

    /** @param documents how many to give; empty for each text once */
    BuiltInTexts(List<Kind> kinds, Optional<Integer> documents) {
        this.kinds = List.copyOf(kinds);
        this.documents = documents.orElseGet(
                () -> kinds.stream().mapToInt(kind -> kind.texts().size()).sum());
    }

    @Override
    public Optional<FedDocument> next() {
        if (given == documents) {
            return Optional.empty();
        }
        Kind kind = kinds.get((int) (given % kinds.size()));
        long turn = given / kinds.size();
        String text = kind.texts().get((int) (turn % kind.texts().size()));
        given++;
        return Optional.of(new FedDocument(kind.name() + "-" + (turn + 1), text, kind.topic()));
    }

    @Override
    public Optional<Long> expected() {
        return Optional.of(documents);
    }

    @Override
    public long badRows() {
        return 0;
    }

    @Override
    public void close() {
        // Read whole at the start: they are a few dozen kilobytes.
    }
}
