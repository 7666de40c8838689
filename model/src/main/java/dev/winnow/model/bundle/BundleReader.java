package dev.winnow.model.bundle;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.CheckpointException;
import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.checkpoint.Safetensors;
import dev.winnow.model.checkpoint.Sha256;
import dev.winnow.model.encoder.LinearHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and checks the parts of one bundle; every error says which bundle and which file. */
final class BundleReader {
    private static final Logger LOG = LoggerFactory.getLogger(BundleReader.class);

    private final BundleFiles files;

    BundleReader(BundleFiles files) {
        this.files = files;
    }

    String location() {
        return files.location();
    }

    BundleManifest manifest() {
        files.inspection().ifPresent(this::inspect);
        BundleManifest manifest;
        try {
            manifest = ManifestJson.read(bytes(BundleManifest.FILE));
            FileNames.checked(manifest.head());
            manifest.files().keySet().forEach(FileNames::checked);
        } catch (IllegalArgumentException e) {
            throw failure(BundleManifest.FILE, e.getMessage(), e);
        }
        manifest.files().keySet().forEach(name -> read(manifest, name));
        return manifest;
    }

    private void inspect(FolderInspection folder) {
        try {
            folder.archive().ifPresent(archive -> {
                throw failure(
                        archive,
                        "it is an archive, such as TorchScript keeps code in; a bundle holds none: remove it, or do not trust the bundle",
                        null);
            });
            if (folder.isWritableByAll()) {
                LOG.atWarn()
                        .addKeyValue("bundle", location())
                        .log("every user of this machine may replace the bundle; 'chmod o-w' its folder");
            }
        } catch (NoSuchFileException noFolder) {
            LOG.atTrace().log("the manifest will be missed");
        } catch (IOException e) {
            throw failure(".", "its files cannot be listed: " + e.getMessage(), e);
        }
    }

    /** A file that the manifest lists, checked against its checksum. */
    byte[] read(BundleManifest manifest, String name) {
        String expected = manifest.files().get(name);
        if (expected == null) {
            throw failure(name, "bundle.json lists no such file under 'files'; write the bundle again", null);
        }
        byte[] bytes = bytes(name);
        String found = Sha256.of(bytes);
        if (!found.equals(expected)) {
            throw failure(
                    name,
                    "it has %d bytes with SHA-256 %s where bundle.json says %s: damaged, cut short or edited; copy the bundle again"
                            .formatted(bytes.length, found, expected),
                    null);
        }
        return bytes;
    }

    private byte[] bytes(String name) {
        try {
            return files.read(name);
        } catch (NoSuchFileException e) {
            throw failure(name, "the file is missing; is this a complete bundle?", e);
        } catch (IOException e) {
            throw failure(name, "it cannot be read: " + e.getMessage(), e);
        }
    }

    LinearHead head(BundleManifest manifest) {
        Map<String, FloatTensor> tensors;
        try {
            tensors = Safetensors.read(ByteBuffer.wrap(read(manifest, manifest.head())), manifest.head());
        } catch (CheckpointException e) {
            throw failure(manifest.head(), e.getMessage(), e);
        }
        FloatTensor weight = tensors.get("weight");
        FloatTensor bias = tensors.get("bias");
        int classes = manifest.labels().size();
        if (weight == null || bias == null || weight.shape().length != 2) {
            throw failure(manifest.head(), "it must hold 'weight' [classes, features] and 'bias' [classes]", null);
        }
        if (weight.shape()[0] != classes || bias.data().length != classes) {
            throw failure(
                    manifest.head(),
                    "weight %s and bias %s do not fit the %d labels of bundle.json"
                            .formatted(Arrays.toString(weight.shape()), Arrays.toString(bias.shape()), classes),
                    null);
        }
        return new LinearHead(classes, Math.toIntExact(weight.shape()[1]), weight.data(), bias.data());
    }

    /** A part of the bundle if it has it; how it is parsed may fail with an exception of arguments or of checkpoints. */
    <T> Optional<T> part(BundleManifest manifest, String file, Function<byte[], T> parse) {
        if (!manifest.has(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(read(manifest, file)));
        } catch (IllegalArgumentException | CheckpointException e) {
            throw failure(file, e.getMessage(), e);
        }
    }

    Checkpoint checkpoint(BundleManifest manifest, String folder) {
        try (UnpackedEncoder encoder = UnpackedEncoder.of(this, manifest, FileNames.checked(folder))) {
            return Checkpoint.open(encoder.folder());
        } catch (IllegalArgumentException e) {
            throw failure(BundleManifest.FILE, e.getMessage(), e);
        } catch (IOException e) {
            throw failure(folder, "it cannot be unpacked to a temporary folder: " + e.getMessage(), e);
        }
    }

    BundleException failure(String file, String what, Exception cause) {
        return new BundleException(location() + ", file " + file + ": " + what, cause);
    }
}
