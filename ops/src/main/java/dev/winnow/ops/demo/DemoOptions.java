package dev.winnow.ops.demo;

import dev.winnow.model.encoder.Precision;
import dev.winnow.model.reduction.DeltaOffset;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What to show.
 *
 * @param documents how many; empty for all there are, once
 * @param input a file of documents; empty for the texts that come with Winnow
 * @param bundle the only bundle to run; empty for the ones that fit the texts
 * @param precision number format of the encoder
 * @param offset δ offset
 * @param inFlight documents under way at most: handed to the producer and without a committed result yet
 */
public record DemoOptions(
        Optional<Integer> documents,
        Optional<Path> input,
        Optional<String> bundle,
        Precision precision,
        DeltaOffset offset,
        int inFlight) {

    public DemoOptions {
        require(documents.orElse(1) >= 1, "the number of documents must be 1 or more");
        require(inFlight >= 1 && inFlight <= 100_000, "the number of documents in flight must be 1 to 100000");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
