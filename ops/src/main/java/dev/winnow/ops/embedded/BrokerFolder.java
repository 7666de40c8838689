package dev.winnow.ops.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The temporary folder of a broker's log. */
record BrokerFolder(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerFolder.class);

    static BrokerFolder createIn(Path parent) {
        try {
            return new BrokerFolder(Files.createTempDirectory(parent, "winnow-broker-"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a folder for the broker in " + parent, e);
        }
    }

    /** What cannot be removed is left with a warning: the temporary folder of the system is cleared anyway. */
    void delete() {
        try (Stream<Path> tree = Files.walk(path)) {
            List<Path> leavesFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path entry : leavesFirst) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.atWarn()
                    .addKeyValue("folder", path)
                    .setCause(e)
                    .log("the folder of the embedded broker could not be removed");
        }
    }
}
