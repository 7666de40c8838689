package dev.winnow.model.training.work;

import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.checkpoint.Safetensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Files that are there whole or not at all, even after a power cut: each is written under another name, forced to the disk
 * and moved into place.
 */
final class DurableFiles {
    private static final String UNFINISHED = ".unfinished-";

    private DurableFiles() {}

    static void write(Path file, Map<String, FloatTensor> tensors) throws IOException {
        write(file, Safetensors.write(tensors));
    }

    static void write(Path file, byte[] bytes) throws IOException {
        Path fresh = unfinished(file);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        moveIntoPlace(fresh, file);
    }

    /** A name beside the file, to be cleared away by {@link #removeUnfinished}. */
    static Path unfinished(Path file) {
        return file.resolveSibling(UNFINISHED + UUID.randomUUID());
    }

    /** Moves a file or folder, whose contents are on the disk, to its name. */
    static void moveIntoPlace(Path fresh, Path file) throws IOException {
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(file.toAbsolutePath().getParent());
    }

    /** Deletes what interrupted writes left in the folder. */
    static void removeUnfinished(Path folder) throws IOException {
        for (Path path : list(folder)) {
            if (path.getFileName().toString().startsWith(UNFINISHED)) {
                delete(path);
            }
        }
    }

    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }

    /** Deletes a file or a folder with all it holds, if it is there; nobody sees half of it under its name. */
    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Path gone = unfinished(path);
        Files.move(path, gone, StandardCopyOption.ATOMIC_MOVE);
        try (Stream<Path> paths = Files.walk(gone)) {
            for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** A moved name is on the disk once its folder is; some platforms cannot open folders, and need no such care. */
    private static void forceFolder(Path folder) throws IOException {
        if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
