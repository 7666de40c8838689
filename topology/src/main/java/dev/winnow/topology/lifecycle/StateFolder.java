package dev.winnow.topology.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of this process alone. No store keeps anything on disk, so there is nothing to find again after a restart, and
 * two instances on one machine must not lock each other out of the default folder of Kafka Streams.
 */
final class StateFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StateFolder.class);

    private final Path path;

    StateFolder() {
        try {
            path = Files.createTempDirectory("winnow-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a folder for temporary files", e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).addKeyValue("folder", path).log("a temporary folder stays behind");
        }
    }
}
