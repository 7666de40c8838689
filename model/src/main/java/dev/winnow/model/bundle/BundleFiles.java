package dev.winnow.model.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The files of one bundle, whether they lie in a folder or inside a jar. */
sealed interface BundleFiles {

    /** Where the bundle is, for messages. */
    String location();

    /**
     * A whole file.
     *
     * @param name relative, with {@code /}, checked by {@link FileNames}
     * @throws NoSuchFileException if there is no such file
     */
    byte[] read(String name) throws IOException;

    /** The folder, if it is one: it may hold more than it lists. */
    default Optional<FolderInspection> inspection() {
        return Optional.empty();
    }

    /** A bundle in a folder. */
    record Folder(Path folder) implements BundleFiles {
        @Override
        public String location() {
            return folder.toString();
        }

        @Override
        public Optional<FolderInspection> inspection() {
            return Optional.of(new FolderInspection(folder));
        }

        @Override
        public byte[] read(String name) throws IOException {
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                throw new NoSuchFileException(name);
            }
            if (!file.toRealPath().startsWith(folder.toRealPath())) {
                throw new IOException("it is a link that leads out of the bundle");
            }
            return Files.readAllBytes(file);
        }
    }

    /** A bundle on the class path. */
    record Resource(String name) implements BundleFiles {
        @Override
        public String location() {
            return "shipped bundle '" + name + "'";
        }

        @Override
        public byte[] read(String file) throws IOException {
            try (InputStream in = Resource.class.getResourceAsStream("/bundles/" + name + "/" + file)) {
                if (in == null) {
                    throw new NoSuchFileException(file);
                }
                return in.readAllBytes();
            }
        }
    }
}
