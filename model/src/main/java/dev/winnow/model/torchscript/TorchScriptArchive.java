package dev.winnow.model.torchscript;

import dev.winnow.model.checkpoint.ElementType;
import dev.winnow.model.checkpoint.FloatTensor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a TorchScript archive, the file that libtorch loads, from source text and attribute values.
 *
 * <p>Python's {@code torch.jit.save} is the usual author of such files. Writing them here keeps Python out of the build
 * and lets one readable source file hold the model for every shape and precision.
 *
 * <p>Layout: an uncompressed zip with {@code data.pkl} (the module object, pickled), {@code data/N} (the bytes of the
 * N-th tensor), {@code code/__torch__.py} (the source), {@code constants.pkl}, {@code byteorder} and {@code version}.
 */
public final class TorchScriptArchive {
    /** File format of libtorch 1.10 and later. */
    private static final String FORMAT = "10\n";

    private final String className;
    private final Map<String, Object> attributes = new LinkedHashMap<>();

    public TorchScriptArchive(String className) {
        this.className = className;
        attributes.put("training", false);
    }

    /** A tensor attribute, stored in the given type. */
    public TorchScriptArchive tensor(String name, FloatTensor value, ElementType type) {
        attributes.put(name, new StoredTensor(value, type));
        return this;
    }

    /** An attribute that is a list of tensors, one per layer. */
    public TorchScriptArchive tensors(String name, List<FloatTensor> values, ElementType type) {
        attributes.put(
                name,
                values.stream().map(value -> new StoredTensor(value, type)).toList());
        return this;
    }

    public TorchScriptArchive flag(String name, boolean value) {
        attributes.put(name, value);
        return this;
    }

    public TorchScriptArchive integer(String name, long value) {
        attributes.put(name, value);
        return this;
    }

    public TorchScriptArchive real(String name, double value) {
        attributes.put(name, value);
        return this;
    }

    /** An attribute that is a list of integers. */
    public TorchScriptArchive integers(String name, List<Long> values) {
        attributes.put(name, List.copyOf(values));
        return this;
    }

    /** An attribute that is a list of real numbers. */
    public TorchScriptArchive reals(String name, List<Double> values) {
        attributes.put(name, List.copyOf(values));
        return this;
    }

    /** Writes the archive; {@code source} declares a class of the archive's name with every attribute set here. */
    public void write(Path file, String source) throws IOException {
        List<StoredTensor> tensors = new ArrayList<>();
        byte[] pickle = pickle(tensors);
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
                ZipOutputStream zip = new ZipOutputStream(stream)) {
            put(zip, "data.pkl", pickle);
            put(zip, "byteorder", "little".getBytes(StandardCharsets.UTF_8));
            put(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
            put(zip, "constants.pkl", new Pickle().emptyTuple().end());
            for (int i = 0; i < tensors.size(); i++) {
                put(zip, "data/" + i, tensors.get(i).bytes());
            }
            put(zip, "version", FORMAT.getBytes(StandardCharsets.UTF_8));
        }
    }

    private byte[] pickle(List<StoredTensor> tensors) {
        Pickle pickle = new Pickle().newObject("__torch__", className).beginState();
        attributes.forEach((name, value) -> {
            pickle.string(name);
            pickleValue(pickle, value, tensors);
        });
        return pickle.endState().end();
    }

    private static void pickleValue(Pickle pickle, Object value, List<StoredTensor> tensors) {
        if (value instanceof StoredTensor tensor) {
            pickle.tensor(tensor.value.shape(), tensor.storage(), tensors.size());
            tensors.add(tensor);
        } else if (value instanceof List<?> list) {
            pickle.beginList();
            list.forEach(element -> pickleValue(pickle, element, tensors));
            pickle.endList();
        } else if (value instanceof Long integer) {
            pickle.integer(integer);
        } else if (value instanceof Double real) {
            pickle.real(real);
        } else {
            pickle.bool((Boolean) value);
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry("model/" + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private record StoredTensor(FloatTensor value, ElementType type) {
        String storage() {
            return type == ElementType.BF16 ? "BFloat16Storage" : "FloatStorage";
        }

        byte[] bytes() {
            return type.bytes(value.data());
        }
    }
}
