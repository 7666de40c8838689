package dev.winnow.model.training.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Records to and from JSON files. By reflection, other than bundles: nobody but the program that wrote a work folder reads
 * it, and a folder of another version is refused.
 */
final class WorkJson {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    private WorkJson() {}

    static byte[] bytes(Object value) {
        try {
            return (JSON.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of numbers and strings are always writable", e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws WorkException if it is missing or damaged
     */
    static <T> T read(Path file, Class<T> type) {
        try {
            return JSON.readValue(Files.readAllBytes(file), type);
        } catch (NoSuchFileException e) {
            throw new WorkException(
                    file + " is missing: the work of this training is damaged; --restart begins anew", e);
        } catch (IOException e) {
            throw new WorkException(
                    "%s is damaged or of another version of Winnow (%s); --restart begins anew"
                            .formatted(file, firstLine(e)),
                    e);
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
