package dev.winnow.model.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A bundle's own encoder as a temporary folder. Checkpoints are opened from folders, and a bundle may lie inside a jar;
 * copying also makes sure that what was checked is what is loaded.
 */
record UnpackedEncoder(Path folder) implements AutoCloseable {

    static UnpackedEncoder of(BundleReader reader, BundleManifest manifest, String folder) throws IOException {
        UnpackedEncoder encoder = new UnpackedEncoder(Files.createTempDirectory("winnow-encoder-"));
        for (String name : manifest.files().keySet()) {
            if (name.startsWith(folder + "/")) {
                Path file = encoder.folder().resolve(name.substring(folder.length() + 1));
                Files.createDirectories(file.getParent());
                Files.write(file, reader.read(manifest, name));
            }
        }
        return encoder;
    }

    @Override
    public void close() throws IOException {
        Folders.delete(folder);
    }
}
