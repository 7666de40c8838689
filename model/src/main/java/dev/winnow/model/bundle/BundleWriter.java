package dev.winnow.model.bundle;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.PrecisionProfile;
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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Writes bundle folders. All files go to a temporary folder beside the target, which is then moved into place: whoever
 * opens the target sees the old bundle, the new one or none, never half of one. The temporary folder is made like any other:
 * those of {@code createTempDirectory} can be read by their owner only, and a bundle is often run by somebody else.
 */
public final class BundleWriter {
    private BundleWriter() {}

    /**
     * Checks what a bundle is going to be called and where it is to lie, for those who work for hours before they write it.
     *
     * @throws BundleException as {@link #write} would throw it then
     */
    public static void check(Path target, String name, String version) {
        try {
            BundleManifest.requireWord("name", name);
            BundleManifest.requireWord("version", version);
            refuseOther(target.toAbsolutePath().normalize());
        } catch (IllegalArgumentException e) {
            throw new BundleException("no bundle can be written: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BundleException("no bundle can be written to " + target + ": " + e, e);
        }
    }

    /**
     * Writes the bundle, over an older one if there is one.
     *
     * @throws BundleException if the target is something else than a bundle or an empty folder, or cannot be written
     */
    public static void write(Path target, BundleContents contents) {
        Path folder = target.toAbsolutePath().normalize();
        try {
            refuseOther(folder);
            publish(folder, fresh -> fill(fresh, contents));
        } catch (IOException e) {
            throw new BundleException("the bundle cannot be written to " + folder + ": " + e, e);
        }
    }

    /** As {@link #calibrate(Path, CalibrationCurve, byte[], UnaryOperator)}, with the model card as it is. */
    public static void calibrate(Path target, CalibrationCurve curve, byte[] drawing) {
        calibrate(target, curve, drawing, UnaryOperator.identity());
    }

    /**
     * Puts a calibration into a bundle, over an older one if there is one. All else in the folder stays.
     *
     * @param drawing the curve as SVG
     * @param card the bundle's model card to the one that takes its place
     * @throws BundleException if the target is no sound bundle, if a value of the curve is not finite or out of its range, or
     *     if it cannot be written
     */
    public static void calibrate(Path target, CalibrationCurve curve, byte[] drawing, UnaryOperator<String> card) {
        Bundle bundle = Bundle.open(target);
        Map<String, byte[]> changed = new TreeMap<>();
        changed.put(BundleManifest.CALIBRATION_FILE, calibration(target, curve));
        changed.put(BundleManifest.CALIBRATION_DRAWING, drawing);
        changed.put(BundleManifest.CARD_FILE, card.apply(bundle.modelCard()).getBytes(StandardCharsets.UTF_8));
        put(target, bundle, changed);
    }

    /**
     * Puts activation ranges and the accuracy of each precision into a bundle, over older ones. All else in the folder stays.
     *
     * @throws BundleException if the target is no sound bundle, or if it cannot be written
     */
    public static void profile(Path target, PrecisionProfile profile) {
        put(target, Bundle.open(target), Map.of(BundleManifest.PRECISION_FILE, PrecisionJson.write(profile)));
    }

    private static void put(Path target, Bundle bundle, Map<String, byte[]> changed) {
        Map<String, String> checksums = new TreeMap<>();
        changed.forEach((name, bytes) -> checksums.put(name, Sha256.of(bytes)));
        byte[] manifest = ManifestJson.write(bundle.manifest().withFiles(checksums));
        try {
            Path folder = target.toRealPath();
            publish(folder, fresh -> {
                Folders.copy(folder, fresh);
                for (Map.Entry<String, byte[]> file : changed.entrySet()) {
                    Files.write(fresh.resolve(file.getKey()), file.getValue());
                }
                Files.write(fresh.resolve(BundleManifest.FILE), manifest);
            });
        } catch (IOException e) {
            throw new BundleException("the calibration cannot be written to " + target + ": " + e, e);
        }
    }

    private static byte[] calibration(Path target, CalibrationCurve curve) {
        try {
            return CalibrationJson.write(curve);
        } catch (IllegalArgumentException e) {
            throw new BundleException("the calibration does not fit into " + target + ": " + e.getMessage(), e);
        }
    }

    /** Writes into a folder. */
    private interface Filling {
        void into(Path folder) throws IOException;
    }

    private static void publish(Path folder, Filling filling) throws IOException {
        Path parent = Files.createDirectories(folder.getParent());
        Path fresh = Files.createDirectory(parent.resolve(".winnow-bundle-" + UUID.randomUUID()));
        try {
            filling.into(fresh);
            replace(folder, fresh);
        } finally {
            deleteIfThere(fresh);
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
        if (contents.delta().isPresent()) {
            Files.write(
                    folder.resolve(BundleManifest.DELTA_FILE),
                    contents.delta().get().write());
        }
        if (contents.reduction().isPresent()) {
            Files.write(
                    folder.resolve(BundleManifest.REDUCTION_FILE),
                    ReductionTensors.write(contents.reduction().get()));
        }
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
