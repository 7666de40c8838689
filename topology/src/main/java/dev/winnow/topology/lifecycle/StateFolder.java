package dev.winnow.topology.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
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

    /** Names the folder; Kafka Streams creates it if it ever needs one, so that a crash leaves nothing behind. */
    StateFolder() {
        path = Path.of(System.getProperty("java.io.tmpdir"), "winnow-" + UUID.randomUUID());
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        if (!Files.exists(path)) {
            return;
        }
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
