package dev.winnow.ops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Option;

/** Texts to measure with, as the option that benchmarks share. */
public final class Texts {
    private static final String OWN = "/dev/winnow/ops/demo/comments.txt";

    @Option(
            names = "--texts",
            paramLabel = "FILE",
            description = "JSON lines with a field 'text', gzip allowed. Default: the comments of the demo.")
    private Path file;

    /**
     * The field {@code text} of the first lines of the file, or the comments of the demo, again and again.
     *
     * @throws UncheckedIOException where the file cannot be read
     */
    public List<String> first(int count) {
        try {
            return file == null ? own(count) : read(file, count);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read texts: " + e, e);
        }
    }

    private static List<String> own(int count) throws IOException {
        try (BufferedReader lines = reader(Texts.class.getResourceAsStream(OWN))) {
            List<String> comments = lines.lines().toList();
            return IntStream.range(0, count)
                    .mapToObj(i -> comments.get(i % comments.size()))
                    .toList();
        }
    }

    private static List<String> read(Path file, int count) throws IOException {
        List<String> texts = new ArrayList<>();
        ObjectMapper mapper = new ObjectMapper();
        InputStream raw = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        try (BufferedReader lines = reader(plain)) {
            for (String line = lines.readLine(); line != null && texts.size() < count; line = lines.readLine()) {
                texts.add(mapper.readTree(line).path("text").asText());
            }
        }
        if (texts.isEmpty()) {
            throw new IOException(file + " holds no texts");
        }
        return texts;
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }
}
