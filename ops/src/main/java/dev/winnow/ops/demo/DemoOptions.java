package dev.winnow.ops.demo;

import dev.winnow.model.engine.PrecisionChoice;
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
 * @param console port of the live page, 0 for any free one; empty for no page
 * @param keepRunning whether documents go on until the process is told to stop, at a load that varies
 */
public record DemoOptions(
        Optional<Integer> documents,
        Optional<Path> input,
        Optional<String> bundle,
        PrecisionChoice precision,
        DeltaOffset offset,
        int inFlight,
        Optional<Integer> console,
        boolean keepRunning) {

    /** So many may wait where the load is meant to be too much now and then. */
    private static final int IN_FLIGHT_OF_WAVES = 2_000;

    public DemoOptions {
        require(
                !keepRunning || (documents.isEmpty() && input.isEmpty()),
                "to keep running takes the texts that come with Winnow: leave out how many, and the file");
        require(console.orElse(0) >= 0 && console.orElse(0) <= 65_535, "the port must be 0 to 65535");
        require(documents.orElse(1) >= 1, "the number of documents must be 1 or more");
        require(inFlight >= 1 && inFlight <= 100_000, "the number of documents in flight must be 1 to 100000");
    }

    /** Documents under way at most, under the load that there will be. */
    int mostUnderWay() {
        return keepRunning ? Math.max(inFlight, IN_FLIGHT_OF_WAVES) : inFlight;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
