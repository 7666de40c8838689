package dev.winnow.model.bundle;

import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.checkpoint.Safetensors;
import dev.winnow.model.checkpoint.Sha256;
import dev.winnow.model.encoder.LinearHead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Writes bundle folders. All files go to a temporary folder beside the target, which is then moved into place: whoever
 * opens the target sees the old bundle, the new one or none, never half of one. The temporary folder is made like any other:
 * those of {@code createTempDirectory} can be read by their owner only, and a bundle is often run by somebody else.
 */
public final class BundleWriter {
    private BundleWriter() {}

    /**
     * Writes the bundle, over an older one if there is one.
     *
     * @throws BundleException if the target is something else than a bundle or an empty folder, or cannot be written
     */
    public static void write(Path target, BundleContents contents) {
        Path folder = target.toAbsolutePath().normalize();
        try {
            refuseOther(folder);
            Path parent = Files.createDirectories(folder.getParent());
            Path fresh = Files.createDirectory(parent.resolve(".winnow-bundle-" + UUID.randomUUID()));
            try {
                fill(fresh, contents);
                replace(folder, fresh);
            } finally {
                deleteIfThere(fresh);
            }
        } catch (IOException e) {
            throw new BundleException("the bundle cannot be written to " + folder + ": " + e, e);
        }
    }

    private static void refuseOther(Path folder) throws IOException {
        if (folder.getParent() == null || Files.isRegularFile(folder)) {
            throw new BundleException(
                    folder + " cannot become a bundle: it is not a folder of its own; name another one");
        }
        if (Files.isDirectory(folder) && !Files.exists(folder.resolve(BundleManifest.FILE)) && !isEmpty(folder)) {
            throw new BundleException(folder + " holds something else than a bundle (no " + BundleManifest.FILE
                    + "); it is left as it is: name a new folder");
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.findAny().isEmpty();
        }
    }

    private static void fill(Path folder, BundleContents contents) throws IOException {
        Files.write(folder.resolve(BundleManifest.HEAD_FILE), head(contents.head()));
        Files.writeString(folder.resolve(BundleManifest.CARD_FILE), contents.modelCard(), StandardCharsets.UTF_8);
        if (contents.encoderFolder().isPresent()) {
            copy(contents.encoderFolder().get(), folder.resolve(EncoderSource.Folder.NAME));
        }
        Map<String, String> checksums = new TreeMap<>();
        for (Path file : Folders.files(folder)) {
            checksums.put(file.toString().replace('\\', '/'), Sha256.of(Files.readAllBytes(folder.resolve(file))));
        }
        Files.write(folder.resolve(BundleManifest.FILE), ManifestJson.write(contents.manifest(checksums)));
    }

    private static byte[] head(LinearHead head) {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        tensors.put("weight", new FloatTensor(new long[] {head.classes(), head.features()}, head.weight()));
        tensors.put("bias", new FloatTensor(new long[] {head.classes()}, head.bias()));
        return Safetensors.write(tensors);
    }

    /** Only what a checkpoint is opened from: such folders often hold the same weights in other formats too. */
    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (String name : List.of("config.json", "model.safetensors", "tokenizer.json")) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
    }

    private static void replace(Path folder, Path fresh) throws IOException {
        Path old = fresh.resolveSibling(fresh.getFileName() + "-old");
        if (Files.exists(folder)) {
            Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (Files.exists(old)) {
                Files.move(old, folder, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
        deleteIfThere(old);
    }

    private static void deleteIfThere(Path folder) throws IOException {
        if (Files.exists(folder)) {
            Folders.delete(folder);
        }
    }
}
