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
import java.util.zip.GZIPInputStream;

/** Texts to measure with, from a file of JSON lines. */
final class Texts {
    private Texts() {}

    /** The field {@code text} of the first {@code count} lines; none where there is no such file. */
    static List<String> first(Path file, int count) {
        List<String> texts = new ArrayList<>();
        if (!Files.isRegularFile(file)) {
            return texts;
        }
        ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader lines = open(file)) {
            for (String line = lines.readLine(); line != null && texts.size() < count; line = lines.readLine()) {
                texts.add(mapper.readTree(line).path("text").asText());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return texts;
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    }
}
