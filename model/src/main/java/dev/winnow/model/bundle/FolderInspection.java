package dev.winnow.model.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a bundle folder must not be. A bundle is data: numbers, labels, words. A TorchScript archive is code, which libtorch runs
 * when it loads it; Winnow writes its own at run time and loads no other, and to keep it so in the eyes of people too, a folder
 * that holds one is refused, listed or not.
 */
record FolderInspection(Path folder) {

    /** What every zip file begins with; TorchScript archives are zip files. Checksums find those that are cut short. */
    private static final byte[] ARCHIVE = {'P', 'K', 3, 4};

    /** The files of an encoder lie one level down. */
    private static final int DEPTH = 3;

    /** The first archive in it, relative to the folder. What may not be read cannot be loaded either, and is passed over. */
    Optional<String> archive() throws IOException {
        for (Path file : files()) {
            if (isArchive(file)) {
                return Optional.of(folder.relativize(file).toString());
            }
        }
        return Optional.empty();
    }

    /** A volume of its own has a folder at its root that only the administrator may open. */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, Set.of(), DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (Files.isRegularFile(file) && Files.isReadable(file)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException shut) throws IOException {
                if (file.equals(folder)) {
                    throw shut;
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }

    private static boolean isArchive(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(ARCHIVE.length), ARCHIVE);
        }
    }

    /**
     * Whether any user of the machine may put another model there, checksums and all. Not a reason to refuse: shares and mounts of
     * other systems look like that too.
     */
    boolean isWritableByAll() throws IOException {
        try {
            return Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE);
        } catch (UnsupportedOperationException noPosix) {
            return false;
        }
    }
}
