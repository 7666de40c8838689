package dev.winnow.ops.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.model.dataset.BoundedLines;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Documents of a {@code .jsonl} or {@code .jsonl.gz} file, a line at a time. Lines that hold none are reported. */
final class DocumentFile implements DocumentSource {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path file;
    private final InputStream in;
    private final BoundedLines lines;
    private final String topic;
    private final Optional<Long> most;
    private final Consumer<String> badRow;
    private long given;
    private long badRows;

    private DocumentFile(Path file, InputStream in, String topic, Optional<Long> most, Consumer<String> badRow) {
        this.file = file;
        this.in = in;
        this.lines = new BoundedLines(in);
        this.topic = topic;
        this.most = most;
        this.badRow = badRow;
    }

    /**
     * Opens the file.
     *
     * @param documents how many to read; empty for all
     * @param badRow gets file, line and cause of every line without a document; never its text
     */
    static DocumentFile open(Path file, String topic, Optional<Integer> documents, Consumer<String> badRow)
            throws IOException {
        try {
            InputStream raw = Files.newInputStream(file);
            InputStream in = file.toString().endsWith(".gz") ? unzip(raw) : raw;
            return new DocumentFile(file, in, topic, documents.map(Integer::longValue), badRow);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        }
    }

    private static InputStream unzip(InputStream raw) throws IOException {
        try {
            return new GZIPInputStream(raw, 1 << 16);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    @Override
    public Optional<FedDocument> next() throws IOException {
        while (given < most.orElse(Long.MAX_VALUE) && lines.next()) {
            if (lines.blank()) {
                continue;
            }
            try {
                FedDocument document = parse();
                given++;
                return Optional.of(document);
            } catch (IllegalArgumentException e) {
                badRows++;
                badRow.accept(file + ":" + lines.number() + ": " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private FedDocument parse() throws IOException {
        if (lines.tooLong()) {
            throw new IllegalArgumentException("longer than " + BoundedLines.MAX_BYTES + " bytes");
        }
        JsonNode row;
        try {
            row = JSON.readTree(lines.bytes(), 0, lines.length());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        } catch (CharConversionException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        }
        if (!row.isObject() || !row.path("text").isTextual()) {
            throw new IllegalArgumentException("not an object with a field text that holds a string");
        }
        return new FedDocument(
                row.path("id").asText("line-" + lines.number()), row.get("text").textValue(), topic);
    }

    @Override
    public Optional<Long> expected() {
        return most;
    }

    @Override
    public long badRows() {
        return badRows;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
